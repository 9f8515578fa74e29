import { type ConfigValue, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { TextPattern } from '../schema/field.ts';
import { POLICY_ARN_PATTERN, ROLE_ARN, ROLE_ARN_PATTERN } from '../schema/patterns.ts';
import { allAssociations } from './association-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** ARNs are parsed by nobody before AWS refuses them half-way through a creation. */
export function associationArns({ config }: RuleInput): Finding[] {
  return allAssociations(config).flatMap(({ entry }) => [
    ...check(valueAt(entry, 'roleARN'), ROLE_ARN_PATTERN),
    ...check(valueAt(entry, 'targetRoleARN'), ROLE_ARN_PATTERN),
    ...check(valueAt(entry, 'permissionsBoundaryARN'), POLICY_ARN_PATTERN),
    ...itemsAt(entry, 'permissionPolicyARNs').flatMap((item) => check(item, POLICY_ARN_PATTERN)),
    ...sameRoleTwice(entry),
  ]);
}

function check(value: ConfigValue | undefined, pattern: TextPattern): Finding[] {
  const written = textAt(value);
  if (value === undefined || written === undefined || written === '' || pattern.regex.test(written)) return [];
  const message = `${JSON.stringify(written.slice(0, 120))} must be ${pattern.says}`;
  return [finding('association-arn-invalid', 'error', message, value.span)];
}

/** A target role in the cluster's own account works, but is rarely meant. */
function sameRoleTwice(entry: Parameters<typeof keySpan>[0]): Finding[] {
  const account = ROLE_ARN.exec(textAt(entry, 'roleARN') ?? '')?.[1];
  const target = ROLE_ARN.exec(textAt(entry, 'targetRoleARN') ?? '')?.[1];
  if (account === undefined || account !== target) return [];
  const message = 'The target role is of the same account: its permissions could be given to the first role directly';
  return [finding('association-target-same-account', 'info', message, keySpan(entry, 'targetRoleARN'))];
}
