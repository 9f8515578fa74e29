import { tryParse } from '../authorize/evaluate-policies.ts';
import { type KnownPrincipals, validatePolicyDocument } from '../authorize/index.ts';
import type { World } from '../world.ts';
import { malformedPolicy } from './errors.ts';
import { checkQuota, countedLength } from './quotas.ts';

/**
 * Refuses what IAM would not store as a trust policy.
 *
 * @throws AwsError `MalformedPolicyDocument`, or `LimitExceeded` for a document over the account's quota
 */
export function checkTrustPolicy(world: World, text: string): void {
  const result = validatePolicyDocument(text, 'trust', knownPrincipals(world));
  if (!result.ok) throw malformedPolicy(result.message);
  checkQuota('ACLSizePerRole', world.state.iam.quotas.trustPolicyLength, countedLength(text));
}

/**
 * From when on other services see a change made now, and the transition that then forgets the previous document.
 * IAM is eventually consistent; the sandbox's `iam` transition time says by how much.
 */
export function scheduleVisibility(world: World, roleName: string): number {
  const visibleAt = world.now() + world.state.settings.transitions.iam;
  if (visibleAt > world.now()) world.schedule({ kind: 'trust-visible', at: visibleAt, roleName });
  return visibleAt;
}

/**
 * Puts the id of a deleted user or role in the place of its ARN in every trust policy, as IAM does: the trust does not
 * come back with a new principal of the same name.
 */
export function forgetPrincipal(world: World, arn: string, id: string): void {
  for (const role of Object.values(world.state.iam.roles)) {
    role.trustPolicy = withoutPrincipal(role.trustPolicy, arn, id);
    if (role.previousTrustPolicy !== undefined) {
      role.previousTrustPolicy = withoutPrincipal(role.previousTrustPolicy, arn, id);
    }
  }
}

function knownPrincipals({ state }: World): KnownPrincipals {
  const { roles, users } = state.iam;
  const arns = new Set([...Object.values(roles), ...Object.values(users)].map(({ arn }) => arn));
  return { account: state.account, exists: (arn) => arns.has(arn) };
}

/** Leaves a document that does not name the principal (or cannot be read) exactly as it is. */
function withoutPrincipal(text: string, arn: string, id: string): string {
  if (!text.includes(arn) || !tryParse(text)) return text;
  let changed = false;
  const document: unknown = JSON.parse(text, (key, value: unknown) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (key !== 'AWS' || !values.includes(arn)) return value;
    changed = true;
    return Array.isArray(value) ? values.map((one) => (one === arn ? id : one)) : id;
  });
  return changed ? JSON.stringify(document) : text;
}
