import type { ConfigData } from '@podpass/cluster-config';
import { expect, test } from 'vitest';
import { checkEdit, type EntryCheck } from '../../../src/features/create-cluster/advanced/entry-problems.ts';
import { featurePage } from './feature-page.ts';

const check: EntryCheck = {
  entry: ['iam', 'podIdentityAssociations', 2],
  fields: [
    ...['namespace', 'serviceAccountName', 'roleARN', 'policy'].map((field) => ({ field, path: [field] })),
    { field: 'roleARN', path: [], codes: ['association-permissions-missing'] },
  ],
};

function problemsOf(value: ConfigData, text = featurePage) {
  return checkEdit(
    text,
    [{ kind: 'insert', target: 'config', path: ['iam', 'podIdentityAssociations'], value }],
    check,
  );
}

const role = 'arn:aws:iam::111122223333:role/reader';

test.each([
  [{ namespace: 'a', serviceAccountName: 'b', roleARN: role }, []],
  [{ namespace: 'A', serviceAccountName: 'b', roleARN: role }, ['namespace']],
  [{ namespace: 'a', serviceAccountName: '*', roleARN: 'x' }, ['roleARN', 'serviceAccountName']],
  [{ namespace: 'a', serviceAccountName: 'b' }, ['roleARN']],
  [{ namespace: 'A', serviceAccountName: 'b' }, ['namespace', 'roleARN']],
  [{ namespace: 'a', serviceAccountName: 'b', roleARN: role, policy: '{' }, ['policy']],
] as const)('%j has problems at %j', (value, fields) => {
  const checked = problemsOf(value);
  expect(checked.ok && Object.keys(checked.problems).toSorted()).toEqual(fields);
});

test.each([
  ['acme-cni_2', []],
  ['acme cni', ['name']],
  ['-acme', ['name']],
  ['coredns', ['name']],
])('an add-on called %s has problems at %j', (name, fields) => {
  const edits = [{ kind: 'insert', target: 'config', path: ['addons'], value: { name } }] as const;
  const checked = checkEdit(featurePage, edits, {
    entry: ['addons', 3],
    fields: [
      { field: 'name', path: [], codes: ['addon-duplicate'] },
      { field: 'name', path: ['name'] },
    ],
  });
  expect(checked.ok && Object.keys(checked.problems)).toEqual(fields);
});

test('what the whole configuration lacks is no problem of an entry', () => {
  const without = featurePage.replace('- name: eks-pod-identity-agent\n  version: latest\n', '');
  const entry = { ...check, entry: ['iam', 'podIdentityAssociations', 0] };
  expect(checkEdit(without, [], entry)).toEqual({ ok: true, problems: {} });
});

test('a text that does not allow the edit says so', () => {
  const text = featurePage
    .replace('  podIdentityAssociations:', '  podIdentityAssociations: &shared')
    .replace('kind: ClusterConfig', 'kind: ClusterConfig\nother: *shared');
  expect(problemsOf({ namespace: 'a', serviceAccountName: 'b' }, text)).toEqual({
    ok: false,
    message: expect.stringMatching(/edit the text/),
  });
});
