import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/calls/deadline.ts';
import { mapConcurrently } from '../../src/calls/map-concurrently.ts';
import { collect, pages } from '../../src/calls/pages.ts';
import { Slots } from '../../src/calls/slots.ts';

describe('pages', () => {
  it('reads every page of any list, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.integer()), { minLength: 1 }), async (all) => {
        const read = pages((token) => {
          const index = Number(token ?? 0);
          return Promise.resolve({
            items: all[index] ?? [],
            next: index + 1 < all.length ? `${index + 1}` : undefined,
          });
        });
        expect(await collect(read)).toEqual(all.flat());
      }),
    );
  });

  it.each([
    { name: 'the same token again and again', next: () => 'same', calls: 2 },
    { name: 'an empty token', next: () => '', calls: 1 },
    { name: 'tokens that go round', next: (call: number) => `${call % 3}`, calls: 4 },
  ])('ends with $name', async ({ next, calls }) => {
    let made = 0;
    await collect(pages(() => Promise.resolve({ items: [made], next: next((made += 1)) })));
    expect(made).toBe(calls);
  });
});

describe('slots', () => {
  it('are never more than there are, and are served in order', async () => {
    const slots = new Slots(2);
    const order: number[] = [];
    let held = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const release = await slots.acquire();
        order.push(index);
        most = Math.max(most, (held += 1));
        await Promise.resolve();
        held -= 1;
        release();
        release();
      }),
    );
    expect(most).toBe(2);
    expect(order).toEqual(order.toSorted((left, right) => left - right));
  });

  it('are not taken by who has left', async () => {
    const slots = new Slots(1);
    const release = await slots.acquire();
    const leaving = new AbortController();
    const left = slots.acquire(leaving.signal);
    const waiting = slots.acquire();
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    release();
    await expect(waiting).resolves.toBeTypeOf('function');
  });
});

describe('mapConcurrently', () => {
  it('keeps the order and the bound', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently([5, 3, 4, 1, 2], 2, async (ticks) => {
      most = Math.max(most, (running += 1));
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      running -= 1;
      return ticks * 10;
    });
    expect(results).toEqual([50, 30, 40, 10, 20]);
    expect(most).toBe(2);
  });

  it('begins nothing after the first failure', async () => {
    const begun: number[] = [];
    const work = mapConcurrently([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      await Promise.resolve();
      if (item === 1) throw new Error('first');
    });
    await expect(work).rejects.toThrow('first');
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun.length).toBeLessThan(6);
  });
});

describe('withDeadline', () => {
  it('fires its signal when the time is up, with the reason of the caller before that, and never after the end', async () => {
    const signals: AbortSignal[] = [];
    const waits = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    await expect(withDeadline(5, undefined, waits)).rejects.toThrow('no answer within 5 ms');

    const outer = new AbortController();
    const early = withDeadline(60_000, outer.signal, waits);
    outer.abort(new Error('left'));
    await expect(early).rejects.toThrow('left');

    const late = new AbortController();
    await withDeadline(60_000, late.signal, async (signal) => void signals.push(signal));
    late.abort();
    expect(signals.at(-1)?.aborted).toBe(false);
  });
});
