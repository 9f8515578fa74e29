import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, StandardRetryToken } from '@smithy/types';

/** With full jitter between 0 and 1, 2, 4, … 20 seconds for throttling, and from 50 ms for the rest. */
export const maxAttempts = 8;

/**
 * The SDK's own standard strategy (which errors, full-jitter backoff, Retry-After), with two differences:
 * a quota is not something that waiting helps against, though the SDK takes `LimitExceeded` for throttling
 * (eks-and-iam §3.4); and its allowance of retries per client is always handed back, because our rate budget already
 * slows down all calls, and because one listing of thousands must not fail for the retries of others.
 */
export class RetryStrategy extends StandardRetryStrategy {
  constructor() {
    super({ maxAttempts });
  }

  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    errorInfo: RetryErrorInfo,
  ): Promise<StandardRetryToken> {
    if (isQuota(errorInfo.error)) throw new Error('a used-up quota is not retried');
    const next = await super.refreshRetryTokenForRetry(token, errorInfo);
    this.recordSuccess(next);
    return next;
  }
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && (error.name === 'LimitExceededException' || error.name === 'LimitExceeded');
}
