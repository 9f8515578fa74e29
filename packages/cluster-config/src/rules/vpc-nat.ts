import { booleanAt, hasContent, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** A new VPC without NAT leaves private nodes without a way to EKS, unless the cluster is fully private (reference §1.1). */
export function vpcNat({ config }: RuleInput): Finding[] {
  const nat = mapAt(config, 'vpc', 'nat');
  if (nat === undefined || textAt(nat, 'gateway') !== 'Disable') return [];
  const existing = hasContent(valueAt(config, 'vpc', 'id')) || hasContent(valueAt(config, 'vpc', 'subnets'));
  if (existing || booleanAt(config, 'privateCluster', 'enabled') === true) return [];
  const hidden = allNodeGroups(config).find(({ group }) => booleanAt(group, 'privateNetworking') === true);
  if (hidden === undefined) return [];
  const name = textAt(hidden.group, 'name') ?? '';
  const message = `Without NAT, the nodes of ${name} reach neither EKS nor any registry from their private subnets`;
  return [finding('vpc-nat', 'error', message, keySpan(nat, 'gateway'))];
}
