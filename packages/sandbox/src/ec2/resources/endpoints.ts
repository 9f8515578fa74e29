import type { VpcEndpointState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import {
  changeableNetworks,
  ec2Id,
  existingGroup,
  existingRouteTable,
  existingSubnet,
  existingVpc,
} from './networks.ts';

/** @throws AwsError for parts that are not there */
export function createVpcEndpoint(call: CallContext, endpoint: Omit<VpcEndpointState, 'id'>): VpcEndpointState {
  const networks = changeableNetworks(call);
  existingVpc(networks, endpoint.vpcId);
  for (const id of endpoint.subnetIds) existingSubnet(networks, id);
  for (const id of endpoint.securityGroupIds) existingGroup(networks, id);
  for (const id of endpoint.routeTableIds) existingRouteTable(networks, id);
  const made = { id: ec2Id(call.world, 'vpce'), ...endpoint };
  networks.endpoints = { ...networks.endpoints, [made.id]: made };
  return made;
}

export function deleteVpcEndpoint(call: CallContext, id: string): void {
  delete changeableNetworks(call).endpoints?.[id];
}
