import type { RateLimit } from '../state/sandbox-state.ts';

interface Bucket {
  limit: RateLimit;
  tokens: number;
  filledAt: number;
}

/** One token bucket per service. Buckets start full and are made anew when their limit is changed. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes a token; false means that the call has to be throttled. `now` is in epoch milliseconds. */
  admit(service: string, limit: RateLimit | undefined, now: number): boolean {
    if (limit === undefined) {
      this.#buckets.delete(service);
      return true;
    }
    const bucket = this.#bucket(service, limit, now);
    const elapsedSeconds = Math.max(0, now - bucket.filledAt) / 1000;
    bucket.tokens = Math.min(limit.burst, bucket.tokens + elapsedSeconds * limit.perSecond);
    bucket.filledAt = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }

  #bucket(service: string, limit: RateLimit, now: number): Bucket {
    const known = this.#buckets.get(service);
    if (known !== undefined && known.limit.perSecond === limit.perSecond && known.limit.burst === limit.burst) {
      return known;
    }
    const made = { limit: { ...limit }, tokens: limit.burst, filledAt: now };
    this.#buckets.set(service, made);
    return made;
  }
}
