import { PodpassError } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { bySubject, livePods, podUsage, subjectOf } from '../../src/observe/pod-usage.ts';
import { asProblem, orProblem, type SourceProblem } from '../../src/observe/problem.ts';
import { pod } from '../support/facts.ts';

describe('pods', () => {
  it.each([
    ['Pending', true],
    ['Running', true],
    ['Unknown', true],
    ['Succeeded', false],
    ['Failed', false],
    ['Terminating', false],
  ])('%s: wants credentials %s', (phase, live) => {
    expect(livePods([pod({ phase })])).toHaveLength(live ? 1 : 0);
  });

  it('are counted by how they get credentials', () => {
    const pods = (['pod-identity', 'irsa', 'irsa', 'hard-coded', 'none'] as const).map((mechanism) =>
      pod({ mechanism }),
    );
    expect(podUsage([...pods, pod({ phase: 'Failed', mechanism: 'irsa' })])).toEqual({
      total: 5,
      podIdentity: 1,
      irsa: 3,
      none: 1,
    });
    expect(podUsage([])).toEqual({ total: 0, podIdentity: 0, irsa: 0, none: 0 });
  });

  it('are grouped by namespace and service account, in their order', () => {
    const pods = [
      pod({ name: '1' }),
      pod({ name: '2', namespace: 'b' }),
      pod({ name: '3' }),
      pod({ name: '4', serviceAccount: 'x' }),
    ];
    const names = [...bySubject(pods)].map(([subject, group]) => [subject, group.map(({ name }) => name)]);
    expect(names).toEqual([
      ['app/reader', ['1', '3']],
      ['b/reader', ['2']],
      ['app/x', ['4']],
    ]);
    expect(subjectOf({ namespace: 'a', serviceAccount: 'b' })).toBe('a/b');
  });
});

describe('a source that fails', () => {
  const failure = new PodpassError('kubernetes-unauthorized', { cluster: 'prod' });

  it('is told in words beside what the others say', async () => {
    const problems: SourceProblem[] = [];
    expect(await orProblem('eks', problems, Promise.resolve(1))).toBe(1);
    expect(await orProblem('kubernetes', problems, Promise.reject(failure))).toBeUndefined();
    expect(problems).toEqual([
      {
        source: 'kubernetes',
        code: 'kubernetes-unauthorized',
        what: failure.message,
        why: expect.stringMatching(/./),
        remedy: expect.stringMatching(/./),
      },
    ]);
  });

  it('goes on as it is when it is a defect', async () => {
    const defect = new TypeError('x is undefined');
    const problems: SourceProblem[] = [];
    expect(() => asProblem('iam', defect)).toThrow(defect);
    await expect(orProblem('iam', problems, Promise.reject(defect))).rejects.toBe(defect);
    expect(problems).toEqual([]);
  });
});
