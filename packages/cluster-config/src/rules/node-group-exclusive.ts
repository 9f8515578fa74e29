import { booleanAt, type ConfigMap, hasContent, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** Fields of a node group that exclude each other; the second of a pair is marked (reference §1.1). */
const PAIRS: readonly (readonly [string, string])[] = [
  ['availabilityZones', 'subnets'],
  ['instanceType', 'instanceTypes'],
];

export function nodeGroupExclusive({ config }: RuleInput): Finding[] {
  return allNodeGroups(config).flatMap(({ group }) => [
    ...pairs(group),
    ...ssh(group),
    ...selector(group),
    ...imds(group),
  ]);
}

function clash(group: ConfigMap, message: string, field: string): Finding {
  return finding('node-group-exclusive', 'error', message, keySpan(group, field));
}

function pairs(group: ConfigMap): Finding[] {
  return PAIRS.filter((pair) => pair.every((field) => hasContent(valueAt(group, field)))).map(([left, right]) =>
    clash(group, `${left} and ${right} exclude each other`, right),
  );
}

function ssh(group: ConfigMap): Finding[] {
  const keys = ['publicKey', 'publicKeyName', 'publicKeyPath'].filter((key) => hasContent(valueAt(group, 'ssh', key)));
  return keys.length > 1 ? [clash(group, `${keys.join(' and ')} exclude each other`, 'ssh')] : [];
}

/** Self-managed groups write `mixed` where the selector decides. */
function selector(group: ConfigMap): Finding[] {
  const type = textAt(group, 'instanceType');
  if (type === undefined || type === '' || type === 'mixed' || !hasContent(valueAt(group, 'instanceSelector')))
    return [];
  return [clash(group, 'instanceType leaves nothing to choose for instanceSelector', 'instanceSelector')];
}

function imds(group: ConfigMap): Finding[] {
  const policies = mapAt(group, 'iam', 'withAddonPolicies');
  const gives = [...(policies?.entries.values() ?? [])].some(
    ({ value }) => value.kind === 'scalar' && value.value === true,
  );
  if (booleanAt(group, 'disablePodIMDS') !== true || !gives) return [];
  const message = 'disablePodIMDS keeps pods from the node role, so iam.withAddonPolicies has no effect';
  return [clash(group, message, 'disablePodIMDS')];
}
