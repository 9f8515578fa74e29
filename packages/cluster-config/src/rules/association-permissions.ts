import { type ConfigMap, hasContent, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allAssociations } from './association-place.ts';
import { finding, firstKey, keySpan, type RuleInput } from './rule.ts';

const MADE_FROM = ['permissionPolicyARNs', 'permissionPolicy', 'wellKnownPolicies'];
const ONLY_FOR_MADE = ['roleName', 'permissionsBoundaryARN', 'permissionPolicyName'];

/** Each association has an existing role, or permissions for a role to make, and not both (reference §1.2, §1.4 e). */
export function associationPermissions({ config }: RuleInput): Finding[] {
  return allAssociations(config).flatMap(({ entry, addon }) => {
    const sources = MADE_FROM.filter((field) => field !== 'wellKnownPolicies' || addon === undefined);
    const given = MADE_FROM.filter((field) => gives(entry, field));
    if (hasContent(valueAt(entry, 'roleARN'))) return [...exclusive(entry, given), ...ignored(entry)];
    const findings = policyNameAlone(entry);
    if (given.some((field) => sources.includes(field))) return findings;
    const message = `Needs a roleARN, or at least one of ${sources.join(', ')} for a role to make`;
    return [...findings, finding('association-permissions-missing', 'error', message, firstKey(entry))];
  });
}

/** Well-known policies that are all false give nothing. */
function gives(entry: ConfigMap, field: string): boolean {
  const value = valueAt(entry, field);
  if (field !== 'wellKnownPolicies' || value?.kind !== 'map') return hasContent(value);
  return [...value.entries.values()].some((one) => one.value.kind === 'scalar' && one.value.value === true);
}

function exclusive(entry: ConfigMap, given: readonly string[]): Finding[] {
  return given.map((field) => {
    const message = `${field} is for a role to make, but roleARN names an existing one: keep one of the two`;
    return finding('association-role-exclusive', 'error', message, keySpan(entry, field));
  });
}

function ignored(entry: ConfigMap): Finding[] {
  return ONLY_FOR_MADE.filter((field) => hasContent(valueAt(entry, field))).map((field) => {
    const message = `${field} has no effect on the existing role of roleARN`;
    return finding('association-role-options-ignored', 'warning', message, keySpan(entry, field));
  });
}

function policyNameAlone(entry: ConfigMap): Finding[] {
  const name = valueAt(entry, 'permissionPolicyName');
  if (!hasContent(name)) return [];
  const wrong = (message: string): Finding[] => [
    finding('association-policy-name-alone', 'error', message, keySpan(entry, 'permissionPolicyName')),
  ];
  if (!hasContent(valueAt(entry, 'permissionPolicy'))) {
    return wrong('permissionPolicyName names the permissionPolicy, which is missing');
  }
  // Only letters and digits of it reach CloudFormation (reference §1.2).
  return /[A-Za-z0-9]/.test(textAt(name) ?? 'a') ? [] : wrong('permissionPolicyName needs a letter or a digit');
}
