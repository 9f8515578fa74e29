import type { SubnetState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { ownNetworksOf, zonesOf } from '../region.ts';
import { contains, overlap, rangeOf, sizeOf } from './cidr.ts';
import { dependencyViolation, existing, invalidValue } from './errors.ts';
import { newId } from './new-id.ts';
import { findVpc } from './vpcs.ts';

/** EC2 keeps five addresses of each subnet for itself. */
const RESERVED_ADDRESSES = 5;

export interface NewSubnet {
  vpcId: string;
  cidr: string;
  /** Default: the first zone of the region. */
  availabilityZone?: string;
  mapPublicIpOnLaunch?: boolean;
  tags?: Record<string, string>;
}

/** @throws AwsError `InvalidVpcID.NotFound`, `InvalidSubnet.Range`, `InvalidSubnet.Conflict`, `InvalidParameterValue` */
export function createSubnet(call: CallContext, asked: NewSubnet): SubnetState {
  const { subnets } = ownNetworksOf(call);
  const vpc = findVpc(call, asked.vpcId);
  const zones = zonesOf(call.region).map(({ name }) => name);
  const availabilityZone = asked.availabilityZone ?? zones[0] ?? '';
  if (!zones.includes(availabilityZone)) {
    throw invalidValue(`Value (${availabilityZone}) for parameter availabilityZone is invalid.`);
  }
  const range = rangeOf(asked.cidr, 'cidrBlock');
  if (!contains(rangeOf(vpc.cidr, 'cidrBlock'), range) || sizeOf(range) < 2 ** 4) {
    throw new AwsError('InvalidSubnet.Range', 400, `The CIDR '${asked.cidr}' is invalid.`);
  }
  const taken = Object.values(subnets).some(
    ({ vpcId, cidr }) => vpcId === vpc.id && overlap(rangeOf(cidr, 'cidrBlock'), range),
  );
  if (taken) {
    throw new AwsError('InvalidSubnet.Conflict', 400, `The CIDR '${asked.cidr}' conflicts with another subnet`);
  }
  const subnet: SubnetState = {
    id: newId(call, 'subnet'),
    vpcId: vpc.id,
    cidr: asked.cidr,
    availabilityZone,
    freeAddresses: sizeOf(range) - RESERVED_ADDRESSES,
    mapPublicIpOnLaunch: asked.mapPublicIpOnLaunch ?? false,
    defaultForAz: false,
    tags: { ...asked.tags },
  };
  subnets[subnet.id] = subnet;
  return subnet;
}

/** Changes what is given. @throws AwsError `InvalidSubnetID.NotFound` */
export function modifySubnet(
  call: CallContext,
  id: string,
  change: Partial<Pick<SubnetState, 'mapPublicIpOnLaunch' | 'tags'>>,
): SubnetState {
  return Object.assign(findSubnet(call, id), change);
}

/** Takes its route table association along. @throws AwsError `DependencyViolation` while a NAT gateway or a cluster uses it */
export function deleteSubnet(call: CallContext, id: string): void {
  const networks = ownNetworksOf(call);
  findSubnet(call, id);
  const natInside = Object.values(networks.natGateways).some(({ subnetId }) => subnetId === id);
  if (natInside || clusterUses(call, id)) throw dependencyViolation('subnet', id);
  for (const table of Object.values(networks.routeTables)) {
    table.subnetIds = table.subnetIds.filter((one) => one !== id);
  }
  delete networks.subnets[id];
}

/** @throws AwsError `InvalidSubnetID.NotFound` */
export function findSubnet(call: CallContext, id: string): SubnetState {
  return existing(ownNetworksOf(call).subnets, id, 'InvalidSubnetID.NotFound', 'subnet');
}

/** EKS keeps network interfaces in the subnets of its clusters, and node groups have machines there. */
function clusterUses({ world, region }: CallContext, subnetId: string): boolean {
  return Object.values(world.state.eks[region]?.clusters ?? {}).some(
    ({ vpc, nodegroups }) =>
      vpc.subnetIds.includes(subnetId) ||
      Object.values(nodegroups).some(({ subnetIds }) => subnetIds.includes(subnetId)),
  );
}
