import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../src/api/failure.ts';
import {
  basisOf,
  createDraftSync,
  type DraftPorts,
  draftTimes,
  type Kept,
  type Theirs,
} from '../../src/config-workbench/draft-sync.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const theirs: Theirs = { version: 9, by: 'ada', at: '2026-01-01T00:00:00Z' };
const failure = (code: string) => new FailureError({ code, what: code, why: '', remedy: '' });

/** A server with one draft, and what this browser keeps. */
function world(fails: (string | undefined)[] = []) {
  const sent: { text: string; basedOn: number }[] = [];
  const kept = new Map<string, Kept>();
  let version = 0;
  const answer = (text: string, basedOn: number) => {
    sent.push({ text, basedOn });
    const code = fails.shift();
    if (code !== undefined) throw failure(code);
    version += 1;
    return { version, updatedAt: 'now' };
  };
  const ports: DraftPorts = {
    create: async (text) => ({ id: 'one', ...answer(text, 0) }),
    save: async ({ text, basedOn }) => answer(text, basedOn),
    theirs: async () => theirs,
    keep: (id = 'new', what) => void (what === undefined ? kept.delete(id) : kept.set(id, what)),
    onCreated: () => undefined,
  };
  const sync = createDraftSync({ id: undefined, version: 0, head: 0, key: 'key' }, ports);
  return { sync, sent, kept };
}

describe('what work is based on', () => {
  const draft = { text: '', version: 7, base: 2, updatedAt: '', updatedBy: 'ann' };
  it.each([
    [
      { draft: null, head: 0 },
      { version: 0, head: 0 },
    ],
    [
      { draft: null, head: 3 },
      { version: 0, head: 3 },
    ],
    [
      { draft, head: 2 },
      { version: 7, head: 2 },
    ],
    // Somebody saved a revision after the draft was begun.
    [
      { draft, head: 3 },
      { version: 7, head: 2 },
    ],
  ])('%j', (config, basis) => expect(basisOf(config)).toEqual(basis));
});

describe('keeping a draft', () => {
  it('creates it with the first change, and saves the next on its version', async () => {
    const { sync, sent, kept } = world();
    sync.change('a');
    expect(kept.get('new')?.text).toBe('a');
    await vi.advanceTimersByTimeAsync(draftTimes.rest);
    expect(sync.id()).toBe('one');
    sync.change('ab');
    sync.change('abc');
    await vi.advanceTimersByTimeAsync(draftTimes.rest);
    expect(sent).toEqual([
      { text: 'a', basedOn: 0 },
      { text: 'abc', basedOn: 1 },
    ]);
    expect(sync.state.get()).toEqual({ phase: 'saved', at: 'now' });
    expect(kept.size).toBe(0);
  });

  it('keeps the text in this browser while the server is away, and tries again', async () => {
    const { sync, sent, kept } = world(['console-unreachable']);
    sync.change('a');
    await sync.flush();
    expect(sync.state.get().phase).toBe('failed');
    expect(kept.get('new')?.text).toBe('a');
    await vi.advanceTimersByTimeAsync(draftTimes.retry);
    expect(sync.state.get().phase).toBe('saved');
    expect(sent).toHaveLength(2);
  });

  it("stops at somebody else's version, and goes on from it when told to keep its own", async () => {
    const { sync, sent, kept } = world([undefined, 'config-conflict']);
    sync.change('a');
    await sync.flush();
    sync.change('mine');
    await sync.flush();
    expect(sync.state.get()).toEqual({ phase: 'conflict', theirs });
    sync.change('mine, more');
    await vi.advanceTimersByTimeAsync(draftTimes.retry);
    expect(sent).toHaveLength(2);
    expect(kept.get('one')?.text).toBe('mine, more');
    sync.adopt({ ...theirs, head: 2 });
    sync.change('mine, more');
    await sync.flush();
    expect(sent.at(-1)).toEqual({ text: 'mine, more', basedOn: theirs.version });
    expect(sync.state.get().phase).toBe('saved');
  });

  it('goes on from theirs without sending anything', async () => {
    const { sync, sent, kept } = world([undefined, 'config-conflict']);
    sync.change('a');
    await sync.flush();
    sync.change('mine');
    await sync.flush();
    sync.adopt({ ...theirs, head: 2 });
    await vi.advanceTimersByTimeAsync(draftTimes.retry);
    expect(sent).toHaveLength(2);
    expect(kept.size).toBe(0);
    sync.change('theirs, more');
    await sync.flush();
    expect(sent.at(-1)).toEqual({ text: 'theirs, more', basedOn: theirs.version });
  });

  it('goes on with its own version when it hears of a newer revision', async () => {
    const { sync, sent } = world();
    sync.change('a');
    await sync.flush();
    sync.seen(3);
    expect(sync.head()).toBe(3);
    sync.change('b');
    await sync.flush();
    expect(sent.at(-1)).toEqual({ text: 'b', basedOn: 1 });
  });
});
