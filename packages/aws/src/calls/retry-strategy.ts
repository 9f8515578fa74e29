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
  /** @param pace what the usual waits are multiplied by */
  constructor(pace = 1) {
    super({ maxAttempts, backoff: new PacedBackoff(pace) });
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

/** The SDK's full jitter, which it does not export. */
class PacedBackoff {
  readonly #pace: number;
  #base = 50;

  constructor(pace: number) {
    this.#pace = pace;
  }

  setDelayBase(milliseconds: number): void {
    this.#base = milliseconds;
  }

  computeNextBackoffDelay(attempt: number): number {
    return Math.floor(Math.random() * Math.min(this.#base * 2 ** attempt, 20_000) * this.#pace);
  }
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && (error.name === 'LimitExceededException' || error.name === 'LimitExceeded');
}
