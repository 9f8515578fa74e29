import type { RoleState } from '../state/iam-state.ts';

/**
 * The trust policy that other services see at a time. IAM is eventually consistent: until `trustChangedAt` a changed
 * role still has its previous document for them, and a role just made does not exist.
 *
 * @param nowMs epoch milliseconds
 * @returns `undefined` for a role that is not visible yet
 */
export function trustAsSeen(role: RoleState, nowMs: number): string | undefined {
  return nowMs >= role.trustChangedAt ? role.trustPolicy : role.previousTrustPolicy;
}
