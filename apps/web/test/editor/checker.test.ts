import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Checked,
  type CheckRequest,
  type CheckWorkerEvents,
  createChecker,
} from '../../src/editor/yaml/checker.ts';

const facts = { blueprints: [] };
const wantedOf = (region: string) => ({ region, kubernetesVersion: undefined, addons: [] });

function setUp() {
  const asked: CheckRequest[] = [];
  const verdicts: Checked[] = [];
  const workers: { events: CheckWorkerEvents; ended: boolean }[] = [];
  const checker = createChecker({
    start(events) {
      const worker = { events, ended: false };
      workers.push(worker);
      return {
        ask: (request) => asked.push(request),
        end: () => {
          worker.ended = true;
        },
      };
    },
    onChecked: (verdict) => verdicts.push(verdict),
    pause: 30,
    patience: 5_000,
  });
  const answer = (index: number) => {
    const request = asked[index];
    if (request === undefined) throw new Error(`Nothing was asked as number ${index}`);
    workers.at(-1)?.events.answered({ id: request.id, diagnostics: [], wanted: wantedOf(request.text) });
  };
  return { asked, verdicts, workers, checker, answer };
}

describe('checks in a worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks once for what was typed without a pause', () => {
    const { checker, asked } = setUp();
    for (const text of ['a', 'ab', 'abc']) {
      checker.check(text, facts);
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(30);
    expect(asked.map(({ text }) => text)).toEqual(['abc']);
  });

  it('drops the answer to a text that has changed since, and asks for the newest only', () => {
    const { checker, asked, verdicts, answer } = setUp();
    for (const text of ['one', 'two', 'three']) {
      checker.check(text, facts);
      vi.advanceTimersByTime(30);
    }
    expect(asked.map(({ text }) => text)).toEqual(['one']);
    answer(0);
    expect(verdicts).toEqual([]);
    expect(asked.map(({ text }) => text)).toEqual(['one', 'three']);
    answer(1);
    expect(verdicts.map(({ text, wanted }) => [text, wanted])).toEqual([['three', wantedOf('three')]]);
  });

  it('ends a worker that hangs, says so, and starts another one for the next text', () => {
    const { checker, verdicts, workers, answer } = setUp();
    checker.check('hostile', facts);
    vi.advanceTimersByTime(15_030);
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
    expect(verdicts).toEqual([{ text: 'hostile', diagnostics: [], failure: expect.stringContaining('15 seconds') }]);
    checker.check('harmless', facts);
    vi.advanceTimersByTime(30);
    answer(1);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(verdicts.at(-1)).toEqual({
      text: 'harmless',
      diagnostics: [],
      failure: undefined,
      wanted: wantedOf('harmless'),
    });
    checker.check('hostile again', facts);
    vi.advanceTimersByTime(5_030);
    expect(verdicts.at(-1)).toMatchObject({ failure: expect.any(String), wanted: wantedOf('harmless') });
  });

  it('lets a worker be loaded before it counts as hanging', () => {
    const { checker, verdicts, workers, answer } = setUp();
    checker.check('first', facts);
    vi.advanceTimersByTime(14_000);
    answer(0);
    expect(workers.map(({ ended }) => ended)).toEqual([false]);
    expect(verdicts.map(({ failure }) => failure)).toEqual([undefined]);
  });

  it('gives the newer text to a new worker when the one before hangs', () => {
    const { checker, asked, verdicts, workers } = setUp();
    checker.check('hostile', facts);
    vi.advanceTimersByTime(30);
    checker.check('harmless', facts);
    vi.advanceTimersByTime(15_000);
    expect(asked.map(({ text }) => text)).toEqual(['hostile', 'harmless']);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(verdicts).toEqual([]);
  });

  it('hands over facts when they change, and whole to a new worker', () => {
    const { checker, asked, answer } = setUp();
    const more = { ...facts, kubernetesVersions: [] };
    const check = (text: string, known: typeof facts) => {
      checker.check(text, known);
      vi.advanceTimersByTime(30);
    };
    check('one', facts);
    answer(0);
    check('two', facts);
    answer(1);
    check('two', more);
    answer(2);
    check('hostile', more);
    vi.advanceTimersByTime(5_000);
    check('three', more);
    expect(asked.map((request) => [request.text, request.facts])).toEqual([
      ['one', facts],
      ['two', undefined],
      ['two', more],
      ['hostile', undefined],
      ['three', more],
    ]);
  });

  it('ends its worker when nobody needs it', () => {
    const { checker, workers } = setUp();
    checker.check('text', facts);
    vi.advanceTimersByTime(30);
    checker.stop();
    vi.advanceTimersByTime(10_000);
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
  });
});
