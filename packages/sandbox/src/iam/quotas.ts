import { quotaExceeded } from './errors.ts';

// Quotas that the state does not let anyone change (IAM user guide, "IAM and AWS STS quotas").
export const fixedQuotas = {
  tagsPerEntity: 50,
  /** Characters without white space. */
  managedPolicyLength: 6144,
  /** All inline policies of a role together, characters without white space. */
  inlinePoliciesLength: 10_240,
  versionsPerPolicy: 5,
  policiesPerAccount: 1500,
  clientIdsPerProvider: 100,
  thumbprintsPerProvider: 5,
} as const;

/** Longest session of a role for which none was chosen, in seconds. */
export const defaultSessionSeconds = 3600;

/** The length that quotas count: white space is free. */
export function countedLength(document: string): number {
  return document.replace(/\s/g, '').length;
}

/** @throws AwsError `LimitExceeded` when `count` is more than `limit` */
export function checkQuota(name: string, limit: number, count: number): void {
  if (count > limit) throw quotaExceeded(name, limit);
}
