import { openClusterConfig } from '@podpass/cluster-config';
import { expect, test } from 'vitest';
import { otherValuesOf, pathInWords, unshownLeaves } from '../../src/features/create-cluster/steps/other-values.ts';
import { featurePage } from './advanced/feature-page.ts';

test('of the example, only what says the kind of its documents has no field of its own', () => {
  const { model } = openClusterConfig(featurePage);
  if (model === undefined) throw new Error('the example cannot be read');
  expect(otherValuesOf(model, 'general').map(({ target, path }) => `${target} ${pathInWords(path)}`)).toEqual([
    'cluster kind',
    'config apiVersion',
    'config kind',
  ]);
  expect(otherValuesOf(model, 'settings')).toEqual([]);
  expect(otherValuesOf(model, 'advanced')).toEqual([]);
});

test('what no pattern covers is found wherever it stands', () => {
  const data = { name: 'a', list: [{ shown: 1, other: 2 }], empty: {}, filled: {}, deep: { one: null } };
  const found = unshownLeaves(data, ['name', 'list.*.shown', 'filled.by.field']).map(pathInWords);
  expect(found).toEqual(['list[0].other', 'empty', 'deep.one']);
});
