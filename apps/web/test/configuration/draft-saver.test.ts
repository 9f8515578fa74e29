import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../src/api/failure.ts';
import { createDraftSaver, type DraftState } from '../../src/features/configuration/draft-saver.ts';

/** A server that keeps one draft and refuses what is based on another version. */
function server() {
  const draft = { text: 'start', version: 3 };
  const calls: string[] = [];
  return {
    draft,
    calls,
    async save(text: string, basedOn: number) {
      calls.push(text);
      await Promise.resolve();
      if (basedOn !== draft.version) throw conflict(draft.version);
      draft.text = text;
      draft.version += 1;
      return { version: draft.version, updatedAt: '2026-01-01T00:00:00.000Z' };
    },
  };
}

function conflict(version: number): FailureError {
  const by = { what: 'draft' as const, version, by: 'grace', at: '2026-01-01T00:00:00.000Z' };
  return new FailureError({ code: 'config-conflict', what: '', why: '', remedy: '', conflict: by });
}

function begin(remote = server()) {
  const states: DraftState[] = [];
  const onState = (state: DraftState): void => void states.push(state);
  const saver = createDraftSaver({ text: 'start', version: 3, save: remote.save, onState, rest: 100 });
  return { remote, states, saver };
}

describe('saving drafts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves the last text once it rests, each on the version before', async () => {
    const { remote, states, saver } = begin();
    for (const text of ['a', 'ab', 'abc']) saver.write(text);
    await vi.advanceTimersByTimeAsync(100);
    expect(remote.calls).toEqual(['abc']);
    saver.write('abcd');
    await saver.flush();
    expect(remote.draft).toEqual({ text: 'abcd', version: 5 });
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
  });

  it('asks nothing where nothing was changed', async () => {
    const { remote, saver } = begin();
    saver.write('start');
    saver.write('other');
    saver.write('start');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(remote.calls).toEqual([]);
  });

  it('saves what was written while an earlier text was on its way', async () => {
    const { remote, saver } = begin();
    saver.write('one');
    const flushed = saver.flush();
    saver.write('two');
    await flushed;
    expect(remote.calls).toEqual(['one', 'two']);
    expect(remote.draft.text).toBe('two');
  });

  it('writes nothing over a version of somebody else until it is told to', async () => {
    const { remote, states, saver } = begin();
    Object.assign(remote.draft, { text: 'theirs', version: 9 });
    saver.write('mine');
    await saver.flush();
    expect(states.at(-1)).toMatchObject({ kind: 'conflict', conflict: { by: 'grace', version: 9 } });
    saver.write('mine, longer');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(remote.draft.text).toBe('theirs');
    saver.follow(9);
    await saver.flush();
    expect(remote.draft).toEqual({ text: 'mine, longer', version: 10 });
  });

  it('goes on from the text of somebody else', async () => {
    const { remote, saver } = begin();
    Object.assign(remote.draft, { text: 'theirs', version: 9 });
    saver.write('mine');
    await saver.flush();
    saver.follow(9, 'theirs');
    saver.write('theirs');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(remote.calls).toEqual(['mine']);
    saver.write('theirs, and mine');
    await saver.flush();
    expect(remote.draft).toEqual({ text: 'theirs, and mine', version: 10 });
  });

  it('tells a failure, and saves with the next try', async () => {
    const remote = server();
    const { save } = remote;
    let broken = true;
    const { states, saver } = begin({
      ...remote,
      save: async (text, basedOn) => {
        if (broken) throw new Error('gone');
        return await save(text, basedOn);
      },
    });
    saver.write('mine');
    await saver.flush();
    expect(states.at(-1)).toMatchObject({ kind: 'failed' });
    broken = false;
    await saver.flush();
    expect(remote.draft.text).toBe('mine');
  });
});
