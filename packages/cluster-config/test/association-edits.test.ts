import { describe, expect, it } from 'vitest';
import {
  addAssociation,
  editConfig,
  migrateServiceAccount,
  openClusterConfig,
  removeAssociation,
} from '../src/index.ts';
import { FEATURE_PAGE } from './example.ts';

const lines = (text: string): string[] => text.split('\n');

function textOf(result: ReturnType<typeof addAssociation>): string {
  if (!result.ok) throw new Error(result.problem.message);
  return result.text;
}

describe('adding an association', () => {
  const added = { namespace: 'dev', serviceAccountName: 'nginx', roleARN: 'arn:aws:iam::111122223333:role/nginx' };

  it('writes three lines in the style of the list and leaves all others', () => {
    const result = addAssociation(FEATURE_PAGE, added);
    const written = ['  - namespace: dev', '    serviceAccountName: nginx', `    roleARN: ${added.roleARN}`];
    const before = lines(FEATURE_PAGE);
    const at = before.indexOf('  serviceAccounts:');
    expect(lines(textOf(result))).toEqual([...before.slice(0, at), ...written, ...before.slice(at)]);
    expect(result).toMatchObject({ lines: { first: at + 1, last: at + 3 } });
  });

  it('makes the section where it is missing, with the line ends of the text and without a last one', () => {
    const text =
      'apiVersion: eksctl.io/v1alpha5\r\nkind: ClusterConfig\r\nmetadata: {name: a, region: us-west-2} # here';
    expect(textOf(addAssociation(text, added))).toBe(
      `${text}\r\niam:\r\n  podIdentityAssociations:\r\n    - namespace: dev\r\n      serviceAccountName: nginx\r\n      roleARN: ${added.roleARN}`,
    );
  });

  it('keeps the byte order mark, which takes no column', () => {
    const text = '\uFEFFapiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n';
    expect(textOf(addAssociation(text, added))).toBe(
      `${text}iam:\n  podIdentityAssociations:\n    - namespace: dev\n      serviceAccountName: nginx\n      roleARN: ${added.roleARN}\n`,
    );
  });

  it('edits entries that are written with "?"', () => {
    const text = 'kind: ClusterConfig\n? iam # c\n: {withOIDC: true}\n';
    const set = editConfig(text, { kind: 'set', target: 'config', path: ['iam'], value: { a: 1 } });
    expect(set.ok && set.text).toBe('kind: ClusterConfig\n? iam # c\n:\n  a: 1\n');
    const removed = editConfig(text, { kind: 'remove', target: 'config', path: ['iam'] });
    expect(removed.ok && removed.text).toBe('kind: ClusterConfig\n');
  });

  it('refuses a second one for the same service account', () => {
    const again = { ...added, namespace: 'rafay-demo', serviceAccountName: 'rafay-demo' };
    expect(addAssociation(FEATURE_PAGE, again)).toMatchObject({ ok: false, problem: { code: 'association-exists' } });
  });

  it('refuses a text without a configuration', () => {
    expect(addAssociation('a: [', added)).toMatchObject({ ok: false, problem: { code: 'no-configuration' } });
  });
});

describe('removing associations', () => {
  it('takes its lines alone, and leaves an empty list after the last', () => {
    let text = FEATURE_PAGE;
    for (const name of ['rafay-demo2', 'rafay-demo', 'rafay-demo3']) {
      text = textOf(removeAssociation(text, { namespace: 'rafay-demo', name }));
    }
    expect(text).toContain('iam:\n  podIdentityAssociations: []\n  serviceAccounts:\n');
    const kept = lines(FEATURE_PAGE).filter(
      (_, index, all) =>
        index < all.indexOf('  podIdentityAssociations:') || index >= all.indexOf('  serviceAccounts:'),
    );
    expect(lines(text).filter((line) => line !== '  podIdentityAssociations: []')).toEqual(kept);
  });

  it('says when there is none', () => {
    const result = removeAssociation(FEATURE_PAGE, { namespace: 'x', name: 'y' });
    expect(result).toMatchObject({ ok: false, problem: { code: 'association-unknown' } });
  });
});

describe('migrating an IRSA account', () => {
  it('keeps the role', () => {
    const text = textOf(migrateServiceAccount(FEATURE_PAGE, { namespace: 'rafay-demo', name: 'demo-test' }));
    const model = openClusterConfig(text).model;
    expect(model?.serviceAccounts).toEqual([]);
    expect(model?.associations.at(-1)?.data).toEqual({
      namespace: 'rafay-demo',
      serviceAccountName: 'demo-test',
      createServiceAccount: true,
      roleARN: 'arn:aws:iam::679196758854:role/eksctl-demo-imported-clus46-addon-vpc-cni-Role1-badgX6yB68vw',
    });
    expect(text).toContain('  withOIDC: true\n');
    expect(openClusterConfig(text).valid).toBe(true);
  });

  it('keeps the permissions of a role to make, also out of aliases', () => {
    const text = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: a, region: us-west-2}
iam:
  withOIDC: true
  serviceAccounts:
  - metadata: {name: one}
    attachPolicyARNs: &arns [arn:aws:iam::aws:policy/ReadOnlyAccess]
  - metadata: {name: two, namespace: dev}
    attachPolicyARNs: *arns
    permissionsBoundary: arn:aws:iam::111122223333:policy/b
    tags: {team: x}
  - {metadata: {name: only}, roleOnly: true, wellKnownPolicies: {certManager: true}}
  - {metadata: {name: many}, subjectPattern: "system:serviceaccount:*", attachRoleARN: arn:aws:iam::111122223333:role/a}
`;
    const migrated = textOf(migrateServiceAccount(text, { namespace: 'dev', name: 'two' }));
    expect(openClusterConfig(migrated).model?.associations.map((one) => one.data)).toEqual([
      {
        namespace: 'dev',
        serviceAccountName: 'two',
        createServiceAccount: true,
        permissionsBoundaryARN: 'arn:aws:iam::111122223333:policy/b',
        permissionPolicyARNs: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        tags: { team: 'x' },
      },
    ]);
    const problems = ['only', 'many', 'none'].map((name) =>
      migrateServiceAccount(text, { namespace: 'default', name }),
    );
    expect(problems.map((result) => (result.ok ? 'ok' : result.problem.code))).toEqual([
      'service-account-role-only',
      'service-account-pattern',
      'service-account-unknown',
    ]);
  });
});

it('says what of an IRSA account an association has no place for', () => {
  const text = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: a, region: us-west-2}
iam:
  serviceAccounts:
  # before it
  - metadata: {name: one, labels: {team: x}, annotations: {}} # twice
    attachPolicyARNs:
    - arn:aws:iam::aws:policy/ReadOnlyAccess # why
  - metadata: {name: two} # twice
    attachRoleARN: arn:aws:iam::111122223333:role/a
`;
  const left = (name: string) => {
    const result = migrateServiceAccount(text, { namespace: 'default', name });
    return result.ok ? result.left : result.problem;
  };
  expect(left('one')).toEqual(['metadata.labels', '# why', '# twice']);
  expect(left('two')).toEqual(['# twice']);
});

describe('layouts', () => {
  const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n';
  const cases: [string, string, Parameters<typeof editConfig>[1], string | undefined][] = [
    [
      'a comment behind a value stays',
      'a: 1 # c\nb: 2\n',
      { kind: 'set', target: 'config', path: ['a'], value: 3 },
      'a: 3 # c\nb: 2\n',
    ],
    ['quotes stay', "a: '1.29'\n", { kind: 'set', target: 'config', path: ['a'], value: '1.30' }, "a: '1.30'\n"],
    [
      'a comment behind the key stays',
      'a: # c\n  b: 1\n',
      { kind: 'remove', target: 'config', path: ['a', 'b'] },
      'a: {} # c\n',
    ],
    [
      'an indentless list becomes empty',
      'a:\n- 1\n# c\nb: 2\n',
      { kind: 'remove', target: 'config', path: ['a', 0] },
      'a: []\n# c\nb: 2\n',
    ],
    ['the next key moves behind the dash', '- 0\n', { kind: 'remove', target: 'config', path: ['x'] }, undefined],
    [
      'first of an entry',
      'l:\n- a: 1\n  b: 2\n',
      { kind: 'remove', target: 'config', path: ['l', 0, 'a'] },
      'l:\n- b: 2\n',
    ],
    [
      'into flow',
      'a: {b: [1, 2]}\n',
      { kind: 'insert', target: 'config', path: ['a', 'b'], index: 1, value: 'x' },
      'a: {b: [1, x, 2]}\n',
    ],
    [
      'an alias becomes a copy',
      'a: &x {k: 1}\nb: *x\n',
      { kind: 'set', target: 'config', path: ['b', 'k'], value: 2 },
      'a: &x {k: 1}\nb:\n  k: 2\n',
    ],
    [
      'an anchored value is not changed behind its aliases',
      'a: &x {k: 1}\nb: *x\n',
      { kind: 'set', target: 'config', path: ['a', 'k'], value: 2 },
      undefined,
    ],
    [
      'a merged key gets its own copy',
      'a: &x {k: 1}\nb:\n  <<: *x\n',
      { kind: 'set', target: 'config', path: ['b', 'k'], value: 2 },
      'a: &x {k: 1}\nb:\n  <<: *x\n  k: 2\n',
    ],
    [
      'a comment stays with its entry',
      'l:\n- 1 # c\n',
      { kind: 'insert', target: 'config', path: ['l'], value: 2 },
      'l:\n- 1 # c\n- 2\n',
    ],
    [
      'behind a block scalar',
      'a: |\n  x\n# c\n',
      { kind: 'set', target: 'config', path: ['b'], value: 1 },
      'a: |\n  x\nb: 1\n# c\n',
    ],
  ];
  it.each(cases)('%s', (_, body, edit, expected) => {
    const result = editConfig(HEAD + body, edit);
    expect(result.ok ? result.text : undefined).toBe(expected === undefined ? undefined : HEAD + expected);
  });

  it('edits the configuration inside a v3 document', () => {
    const text = 'apiVersion: infra.k8smgmt.io/v3\nkind: Cluster\nspec:\n  config:\n    metadata:\n      name: a\n';
    const result = editConfig(text, {
      kind: 'set',
      target: 'config',
      path: ['metadata', 'region'],
      value: 'eu-west-1',
    });
    expect(result.ok && result.text).toBe(`${text}      region: eu-west-1\n`);
    const other = editConfig(text, { kind: 'set', target: 'cluster', path: ['metadata', 'project'], value: 'p' });
    expect(other.ok && other.text).toBe(`${text}metadata:\n  project: p\n`);
  });
});
