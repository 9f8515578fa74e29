import type { SecurityGroupState, SecurityRuleState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { ownNetworksOf } from '../region.ts';
import { existing } from './errors.ts';
import { newId } from './new-id.ts';
import { findVpc } from './vpcs.ts';

export interface NewSecurityGroup {
  vpcId: string;
  name: string;
  description: string;
  ingress?: SecurityRuleState[];
  /** Default: everything. */
  egress?: SecurityRuleState[];
  tags?: Record<string, string>;
}

/** @throws AwsError `InvalidVpcID.NotFound`, `InvalidGroup.Duplicate` */
export function createSecurityGroup(call: CallContext, asked: NewSecurityGroup): SecurityGroupState {
  const { securityGroups } = ownNetworksOf(call);
  const { vpcId, name } = asked;
  findVpc(call, vpcId);
  if (Object.values(securityGroups).some((group) => group.vpcId === vpcId && group.name === name)) {
    const message = `The security group '${name}' already exists for VPC '${vpcId}'`;
    throw new AwsError('InvalidGroup.Duplicate', 400, message);
  }
  const group: SecurityGroupState = { ...asked, id: newId(call, 'sg'), tags: { ...asked.tags } };
  securityGroups[group.id] = group;
  return group;
}

/** @throws AwsError `DependencyViolation` while it is used */
export function deleteSecurityGroup(call: CallContext, id: string): void {
  const { securityGroups } = ownNetworksOf(call);
  const group = findSecurityGroup(call, id);
  if (group.name === 'default') {
    throw new AwsError('CannotDelete', 400, `the specified group: "${id}" name: "default" cannot be deleted by a user`);
  }
  const named = Object.values(securityGroups).some(
    (other) => other.id !== id && [...(other.ingress ?? []), ...(other.egress ?? [])].some((r) => r.groupId === id),
  );
  if (named || clusterUses(call, id)) {
    throw new AwsError('DependencyViolation', 400, `resource ${id} has a dependent object`);
  }
  delete securityGroups[id];
}

export type Direction = 'ingress' | 'egress';

/** @throws AwsError `InvalidPermission.Duplicate`, `InvalidGroup.NotFound` */
export function addSecurityRule(call: CallContext, id: string, direction: Direction, rule: SecurityRuleState): void {
  const group = findSecurityGroup(call, id);
  if (rule.groupId !== undefined) findSecurityGroup(call, rule.groupId);
  const rules = group[direction] ?? (direction === 'egress' ? [EVERYTHING] : []);
  if (rules.some((one) => same(one, rule))) {
    throw new AwsError('InvalidPermission.Duplicate', 400, 'the specified rule already exists');
  }
  group[direction] = [...rules, rule];
}

/** What is not there any more is no error. */
export function removeSecurityRule(call: CallContext, id: string, direction: Direction, rule: SecurityRuleState): void {
  const group = findSecurityGroup(call, id);
  const rules = group[direction];
  if (rules !== undefined) group[direction] = rules.filter((one) => !same(one, rule));
}

/** @throws AwsError `InvalidGroup.NotFound` */
export function findSecurityGroup(call: CallContext, id: string): SecurityGroupState {
  return existing(ownNetworksOf(call).securityGroups, id, 'InvalidGroup.NotFound', 'security group');
}

/** What a group lets out as long as nobody says otherwise. */
export const EVERYTHING: SecurityRuleState = { protocol: '-1', cidr: '0.0.0.0/0' };

/** The description is no part of what a rule is. */
function same(left: SecurityRuleState, right: SecurityRuleState): boolean {
  return (['protocol', 'fromPort', 'toPort', 'cidr', 'cidrIpv6', 'groupId'] as const).every(
    (member) => left[member] === right[member],
  );
}

function clusterUses({ world, region }: CallContext, id: string): boolean {
  return Object.values(world.state.eks[region]?.clusters ?? {}).some(
    ({ vpc }) => vpc.clusterSecurityGroupId === id || vpc.securityGroupIds.includes(id),
  );
}
