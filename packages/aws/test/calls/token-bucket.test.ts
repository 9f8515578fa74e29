import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TokenBucket } from '../../src/calls/token-bucket.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the rate budget', () => {
  it('lets a burst through at once and then so many per second', async () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 20 });
    const passed = countPassing(bucket, 200);
    await vi.advanceTimersByTimeAsync(0);
    expect(passed()).toBe(20);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(passed()).toBeGreaterThanOrEqual(69);
    expect(passed()).toBeLessThanOrEqual(70);
  });

  it('saves no more than the burst in a pause', async () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 });
    await vi.advanceTimersByTimeAsync(60_000);
    const passed = countPassing(bucket, 50);
    await vi.advanceTimersByTimeAsync(0);
    expect(passed()).toBe(5);
  });

  it('serves in the order of asking, and whoever gives up loses no token', async () => {
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 });
    const order: string[] = [];
    const impatient = new AbortController();
    const all = [
      bucket.acquire().then(() => order.push('first')),
      bucket.acquire(impatient.signal).catch((error: unknown) => order.push(`impatient: ${String(error)}`)),
      bucket.acquire().then(() => order.push('third')),
    ];
    impatient.abort('enough');
    await vi.advanceTimersByTimeAsync(1_100);
    await Promise.all(all);
    expect(order.toSorted()).toEqual(['first', 'impatient: enough', 'third']);
  });

  it('halves when AWS throttles, once for all calls that were on their way, and regains the rate', async () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 10 });
    const sentAt = performance.now();
    await vi.advanceTimersByTimeAsync(50);
    bucket.throttled(sentAt);
    bucket.throttled(sentAt);
    expect(bucket.perSecond).toBeCloseTo(5);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bucket.perSecond).toBeCloseTo(7);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(bucket.perSecond).toBe(10);
  });

  it('goes on slowly however often AWS throttles', async () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 10 });
    for (let times = 0; times < 100; times += 1) {
      await vi.advanceTimersByTimeAsync(1);
      bucket.throttled(performance.now());
    }
    const passed = countPassing(bucket, 10);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(passed()).toBe(10);
  });

  it.each([
    { server: { perSecond: 10, burst: 10 }, budget: { perSecond: 10, burst: 20 } },
    { server: { perSecond: 5, burst: 5 }, budget: { perSecond: 10, burst: 20 } },
    { server: { perSecond: 2, burst: 4 }, budget: { perSecond: 10, burst: 20 } },
    { server: { perSecond: 20, burst: 20 }, budget: { perSecond: 10, burst: 20 } },
  ])('finds a limit that is not its own, at little cost: $server under $budget', async ({ server, budget }) => {
    const calls = 600;
    const bucket = new TokenBucket(budget);
    let tokens = server.burst;
    let filledAt = performance.now();
    const admit = () => {
      const now = performance.now();
      tokens = Math.min(server.burst, tokens + ((now - filledAt) / 1000) * server.perSecond);
      filledAt = now;
      return tokens >= 1 && (tokens -= 1) >= 0;
    };
    let done = 0;
    const startedAt = performance.now();
    let endedAt = startedAt;
    const caller = async () => {
      while (done < calls) {
        await bucket.acquire();
        const sentAt = performance.now();
        const admitted = admit();
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (admitted) {
          done += 1;
          endedAt = performance.now();
        } else bucket.throttled(sentAt);
      }
    };
    const callers = Promise.all(Array.from({ length: 5 }, caller));
    await vi.advanceTimersByTimeAsync(600_000);
    await callers;
    const bound = (calls - Math.min(server.burst, budget.burst)) / Math.min(server.perSecond, budget.perSecond);
    expect((endedAt - startedAt) / 1000 / bound).toBeLessThan(1.3);
  });

  it.each([
    { perSecond: 0, burst: 1 },
    { perSecond: Number.NaN, burst: 1 },
    { perSecond: 1, burst: 0 },
  ])('refuses a budget that would let nothing through: %j', (budget) => {
    expect(() => new TokenBucket(budget)).toThrow(RangeError);
  });
});

function countPassing(bucket: TokenBucket, calls: number): () => number {
  let passed = 0;
  for (let call = 0; call < calls; call += 1) void bucket.acquire().then(() => (passed += 1));
  return () => passed;
}
