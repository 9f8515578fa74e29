import { type ConfigMap, hasContent, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

const FOR_A_ROLE_TO_MAKE = [
  ...['attachPolicy', 'attachPolicyARNs', 'instanceRoleName'],
  ...['instanceRolePermissionsBoundary', 'withAddonPolicies'],
];

/** An existing role or instance profile excludes what makes one (reference §1.1). */
export function nodeGroupIam({ config }: RuleInput): Finding[] {
  return allNodeGroups(config).flatMap(({ group, managed }) => {
    const iam = mapAt(group, 'iam');
    return iam === undefined ? [] : [...profile(iam, managed), ...exclusive(iam)];
  });
}

function profile(iam: ConfigMap, managed: boolean): Finding[] {
  if (!managed || !hasContent(valueAt(iam, 'instanceProfileARN'))) return [];
  const message = 'EKS makes the instance profile of a managed node group itself: give it an instanceRoleARN';
  return [finding('node-group-iam-exclusive', 'error', message, keySpan(iam, 'instanceProfileARN'))];
}

function exclusive(iam: ConfigMap): Finding[] {
  const existing = ['instanceRoleARN', 'instanceProfileARN'].find((field) => hasContent(valueAt(iam, field)));
  if (existing === undefined) return [];
  return FOR_A_ROLE_TO_MAKE.filter((field) => hasContent(valueAt(iam, field))).map((field) => {
    const message = `${existing} names what exists already and excludes ${field}`;
    return finding('node-group-iam-exclusive', 'error', message, keySpan(iam, field));
  });
}
