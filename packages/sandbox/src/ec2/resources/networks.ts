import type { Ec2State } from '../../state/ec2-state.ts';
import { own } from '../../state/lookup.ts';
import { AwsError, type CallContext, type World } from '../../world.ts';

export type Tags = Record<string, string>;

/** The networks of a call's region, to change them. */
export function changeableNetworks({ world, region }: CallContext): Ec2State {
  world.state.ec2[region] ??= { vpcs: {}, subnets: {}, routeTables: {}, securityGroups: {} };
  return world.state.ec2[region];
}

/** `vpc-` and seventeen digits, as all ids of EC2 are. */
export function ec2Id(world: World, kind: string): string {
  return `${kind}-0${world.id(16, '0123456789abcdef')}`;
}

/** What an id stands for. @throws AwsError 400 with the kind's own code */
export function existing<Item>(items: Record<string, Item> | undefined, id: string, code: string, kind: string): Item {
  const found = own(items, id);
  if (found === undefined) throw new AwsError(code, 400, `The ${kind} ID '${id}' does not exist`);
  return found;
}

export function existingVpc(networks: Ec2State, id: string) {
  return existing(networks.vpcs, id, 'InvalidVpcID.NotFound', 'vpc');
}

export function existingSubnet(networks: Ec2State, id: string) {
  return existing(networks.subnets, id, 'InvalidSubnetID.NotFound', 'subnet');
}

export function existingGroup(networks: Ec2State, id: string) {
  return existing(networks.securityGroups, id, 'InvalidGroup.NotFound', 'security group');
}

export function existingRouteTable(networks: Ec2State, id: string) {
  return existing(networks.routeTables, id, 'InvalidRouteTableID.NotFound', 'routeTable');
}

/** @throws AwsError `DependencyViolation` */
export function inUse(kind: string, id: string): never {
  throw new AwsError('DependencyViolation', 400, `The ${kind} '${id}' has dependencies and cannot be deleted.`);
}

export function invalidValue(message: string): never {
  throw new AwsError('InvalidParameterValue', 400, message);
}
