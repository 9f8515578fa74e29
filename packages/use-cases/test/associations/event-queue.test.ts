import { describe, expect, it } from 'vitest';
import { createEventQueue } from '../../src/associations/event-queue.ts';

async function all<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const read: Event[] = [];
  for await (const event of events) read.push(event);
  return read;
}

describe('an event queue', () => {
  it('gives what was pushed before and while it is read, in order, until the end', async () => {
    const queue = createEventQueue<number>();
    queue.push(1);
    queue.push(2);
    const read = all(queue.read());
    await Promise.resolve();
    queue.push(3);
    await Promise.resolve();
    queue.push(4);
    queue.push(5);
    queue.end();
    await expect(read).resolves.toEqual([1, 2, 3, 4, 5]);
  });

  it('wakes a reader that waits', async () => {
    const queue = createEventQueue<string>();
    const reader = queue.read();
    const next = reader.next();
    queue.push('now');
    await expect(next).resolves.toEqual({ done: false, value: 'now' });
    const last = reader.next();
    queue.end();
    await expect(last).resolves.toEqual({ done: true, value: undefined });
  });

  it('gives what came before a failure, and then rejects with it', async () => {
    const queue = createEventQueue<number>();
    const failure = new Error('broken');
    queue.push(1);
    queue.fail(failure);
    const reader = queue.read();
    await expect(reader.next()).resolves.toEqual({ done: false, value: 1 });
    await expect(reader.next()).rejects.toBe(failure);
  });

  it('wakes a waiting reader with a failure, be it undefined', async () => {
    const queue = createEventQueue<number>();
    const next = queue.read().next();
    queue.fail(undefined);
    await expect(next).rejects.toBeUndefined();
  });

  it('holds to its first outcome', async () => {
    const ended = createEventQueue<number>();
    ended.end();
    ended.fail(new Error('too late'));
    await expect(all(ended.read())).resolves.toEqual([]);
    const failed = createEventQueue<number>();
    failed.fail(new Error('first'));
    failed.end();
    await expect(all(failed.read())).rejects.toThrow('first');
  });

  it('ends when the signal fires, and leaves unread what came after', async () => {
    const queue = createEventQueue<number>();
    const stop = new AbortController();
    const reader = queue.read(stop.signal);
    const next = reader.next();
    stop.abort();
    await expect(next).resolves.toEqual({ done: true, value: undefined });
    queue.push(1);
    await expect(all(queue.read(stop.signal))).resolves.toEqual([]);
  });
});
