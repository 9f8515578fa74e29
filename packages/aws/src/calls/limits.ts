export type AwsService = 'cloudformation' | 'ec2' | 'eks' | 'iam' | 'sts';

/** A token bucket: `perSecond` calls in the long run, up to `burst` at once after a pause. */
export interface RateBudget {
  perSecond: number;
  burst: number;
}

/** One attempt of one call, as it ended. Several attempts of a retried call are several of these. */
export interface AwsCall {
  service: AwsService;
  /** As AWS names it: `DescribePodIdentityAssociation`. */
  operation: string;
  region: string;
  /** Of this attempt alone, without waiting for the rate budget. */
  durationMs: number;
  /** `ok`, or the error's name as the SDK gives it. */
  outcome: string;
  awsRequestId?: string;
}

/**
 * AWS publishes no rates for these APIs, and IAM's cannot be raised (eks-and-iam §3.3), so these leave room for the
 * other tools of an account. Each region of EKS has its own bucket; IAM has one for the account.
 */
export const defaultBudgets: Readonly<Record<AwsService, RateBudget>> = {
  cloudformation: { perSecond: 3, burst: 6 },
  // EC2 publishes 20 a second with a burst of 100 for most descriptions; the quota is every tool's of the account.
  ec2: { perSecond: 8, burst: 16 },
  eks: { perSecond: 10, burst: 20 },
  iam: { perSecond: 8, burst: 16 },
  sts: { perSecond: 5, burst: 10 },
};

/** How many calls of one service and region are on their way at the same time. */
export const callsInFlight = { reads: 5, writes: 3 } as const;
