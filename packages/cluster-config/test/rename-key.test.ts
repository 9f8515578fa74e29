import { expect, test } from 'vitest';
import { editConfig, type Path } from '../src/index.ts';

const text = `kind: ClusterConfig
metadata:
  name: demo
  region: us-west-2
  tags: # asked for by finance
    # who pays
    team: shop # since June
    "cost centre": '42'
    env: dev
`;

function renamed(path: Path, key: string, before = text) {
  return editConfig(before, { kind: 'rename', target: 'config', path: ['metadata', 'tags', ...path], key });
}

test.each([
  ['team', 'squad', 'team: shop', 'squad: shop'],
  ['team', 'on', 'team: shop', '"on": shop'],
  ['cost centre', 'cost', '"cost centre":', '"cost":'],
])('the key %s becomes %s where it stands, and every comment stays', (old, key, before, after) => {
  const result = renamed([old], key);
  expect(result.ok && result.text).toBe(text.replace(before, after));
});

test.each([
  ['a key that is there already', ['team'], 'env', text, 'key-taken'],
  ['a key that is not there', ['nobody'], 'x', text, 'path-missing'],
  [
    'what a merge brings in',
    ['team'],
    'x',
    `base: &b {team: shop}\nkind: ClusterConfig\nmetadata:\n  tags: {<<: *b, a: b}\n`,
    'shared-by-alias',
  ],
  [
    'what an alias repeats',
    ['team'],
    'x',
    `kind: ClusterConfig\nmetadata:\n  labels: &b {team: shop}\n  tags: *b\n`,
    'shared-by-alias',
  ],
])('%s is refused', (_what, path, key, before, code) => {
  const result = renamed(path, key, before);
  expect(!result.ok && result.problem.code).toBe(code);
});
