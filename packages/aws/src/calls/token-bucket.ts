import type { RateBudget } from './limits.ts';

/** A rate under which one call in 20 seconds goes out would look like standing still. */
const slowestPerSecond = 0.2;
/** Share of the full rate that is regained each second, below and above the rate at which AWS last complained. */
const regain = { below: 0.1, above: 0.02 };
/** Up to this share of the rate at which AWS last complained, recovery is quick. */
const knownGood = 0.9;

interface Waiting {
  go: () => void;
  signal: AbortSignal | undefined;
  leave: () => void;
}

/**
 * The rate budget of one account, region and service. Calls wait here in the order in which they come. When AWS
 * throttles, the rate is halved and then regained additively: quickly to just under the rate at which AWS complained,
 * slowly from there, so that a limit lower than ours costs little more than the calls that found it.
 */
export class TokenBucket {
  readonly #budget: RateBudget;
  readonly #waiting: Waiting[] = [];
  #tokens: number;
  #perSecond: number;
  #complainedAt: number;
  #filledAt: number;
  #lastCut = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(budget: RateBudget) {
    if (!(budget.perSecond > 0) || !(budget.burst >= 1)) {
      throw new RangeError('a rate budget needs perSecond > 0 and burst >= 1');
    }
    this.#budget = budget;
    this.#tokens = budget.burst;
    this.#perSecond = budget.perSecond;
    this.#complainedAt = budget.perSecond;
    this.#filledAt = performance.now();
  }

  /** Calls per second that are let through at the moment. */
  get perSecond(): number {
    this.#fill();
    return this.#perSecond;
  }

  /** Resolves when a call may go out. Rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go: () => {
          signal?.removeEventListener('abort', waiting.leave);
          resolve();
        },
        signal,
        leave: () => {
          this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
          reject(signal?.reason as Error);
        },
      };
      signal?.addEventListener('abort', waiting.leave, { once: true });
      this.#waiting.push(waiting);
      this.#serve();
    });
  }

  /** AWS throttled a call that went out at `sentAt` (performance.now). */
  throttled(sentAt: number): void {
    // Calls that were on their way when the rate was cut say nothing about the new rate.
    if (sentAt <= this.#lastCut) return;
    this.#fill();
    this.#complainedAt = this.#perSecond;
    this.#perSecond = Math.max(slowestPerSecond, this.#perSecond / 2);
    this.#tokens = 0;
    this.#lastCut = performance.now();
    this.#serve();
  }

  #serve(): void {
    this.#fill();
    while (this.#waiting.length > 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      this.#waiting.shift()?.go();
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) {
      // One millisecond more than needed: timers may fire a little early.
      this.#timer = setTimeout(() => this.#serve(), ((1 - this.#tokens) / this.#perSecond) * 1000 + 1);
    }
  }

  #fill(): void {
    const now = performance.now();
    const seconds = (now - this.#filledAt) / 1000;
    this.#filledAt = now;
    const before = this.#perSecond;
    this.#perSecond = this.#regained(before, seconds);
    // A throttled bucket has a smaller burst too, in proportion.
    const capacity = Math.max(1, this.#budget.burst * (this.#perSecond / this.#budget.perSecond));
    this.#tokens = Math.min(capacity, this.#tokens + ((before + this.#perSecond) / 2) * seconds);
  }

  #regained(from: number, seconds: number): number {
    const { perSecond: full } = this.#budget;
    const good = this.#complainedAt * knownGood;
    const quick = full * regain.below;
    const secondsToGood = Math.max(0, (good - from) / quick);
    if (seconds <= secondsToGood) return Math.min(full, from + quick * seconds);
    return Math.min(full, Math.max(from, good) + full * regain.above * (seconds - secondsToGood));
  }
}
