import { type ConfigData, editConfigInOrder, editData, openClusterConfig } from '@podpass/cluster-config';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listAt } from '../../../src/features/create-cluster/advanced/config-data.ts';
import { editsBetween } from '../../../src/features/create-cluster/advanced/edits-between.ts';
import { featurePage } from './feature-page.ts';

const data = fc.letrec<{ any: ConfigData }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<ConfigData>('a', 'b', 1, true, null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'z', '__proto__'), tie('any'), { noNullPrototype: true }),
  ),
})).any;

describe('editsBetween', () => {
  test('turns any value into any other', () => {
    fc.assert(
      fc.property(data, data, (before, after) => {
        const edits = editsBetween(['root'], before, after);
        const result = edits.reduce<ConfigData>((current, edit) => editData(current, edit), { root: before });
        expect(result).toEqual({ root: after });
      }),
      { numRuns: 2_000 },
    );
  });

  test('has nothing to do between a value and itself', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(editsBetween(['root'], value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  test.each([
    ['a key', { a: 1, b: 2 }, { a: 1, b: 3 }, [{ kind: 'set', target: 'config', path: ['p', 'b'], value: 3 }]],
    ['an entry in the middle', ['a', 'b', 'c'], ['a', 'c'], [{ kind: 'remove', target: 'config', path: ['p', 1] }]],
    ['all entries', ['a', 'b'], [], [1, 0].map((at) => ({ kind: 'remove', target: 'config', path: ['p', at] }))],
    [
      'keys come before others go',
      { a: 1 },
      { b: 2 },
      [
        { kind: 'set', target: 'config', path: ['p', 'b'], value: 2 },
        { kind: 'remove', target: 'config', path: ['p', 'a'] },
      ],
    ],
  ])('writes no more than %s', (_name, before, after, edits) => {
    expect(editsBetween(['p'], before, after)).toEqual(edits);
  });

  test('leaves the comments of a text where they are', () => {
    const addons = listAt(openClusterConfig(featurePage).model?.config, ['addons']);
    const after = addons.toSpliced(0, 1, { name: 'coredns', version: 'latest' });
    const result = editConfigInOrder(featurePage, editsBetween(['addons'], addons, after));
    expect(result.ok && result.text).toBe(featurePage.replace('version: v1.11.1-eksbuild.4', 'version: latest'));
  });
});
