import type { VpcEndpointState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { ownNetworksOf } from '../region.ts';
import { newId } from './new-id.ts';
import { findRouteTable } from './route-tables.ts';
import { findSecurityGroup } from './security-groups.ts';
import { findSubnet } from './subnets.ts';
import { findVpc } from './vpcs.ts';

/** @throws AwsError for parts that are not there */
export function createVpcEndpoint(call: CallContext, asked: Omit<VpcEndpointState, 'id'>): VpcEndpointState {
  findVpc(call, asked.vpcId);
  for (const id of asked.subnetIds) findSubnet(call, id);
  for (const id of asked.securityGroupIds) findSecurityGroup(call, id);
  for (const id of asked.routeTableIds) findRouteTable(call, id);
  const endpoint = { id: newId(call, 'vpce'), ...asked };
  ownNetworksOf(call).endpoints[endpoint.id] = endpoint;
  return endpoint;
}

/** What is not there any more is no error. */
export function deleteVpcEndpoint(call: CallContext, id: string): void {
  delete ownNetworksOf(call).endpoints[id];
}
