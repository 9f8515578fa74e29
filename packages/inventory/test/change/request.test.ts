import { describe, expect, it } from 'vitest';
import { AssociationSpec, ChangeRequest, wellKnownPolicies } from '../../src/index.ts';

const roleArn = 'arn:aws:iam::111122223333:role/reader';
const policyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const id = 'a-0123456789abcdefg';
const existing = { kind: 'existing', roleArn };
const spec = { namespace: 'app', serviceAccount: 'reader', role: existing };
const policy = '{"Version":"2012-10-17","Statement":[]}';

const add = (...associations: unknown[]) => ({ kind: 'add-associations', associations });
const withRole = (role: unknown) => add({ ...spec, role });
const update = (more: object) => ({ kind: 'update-association', associationId: id, ...more });
const fix = (more: object) => ({ kind: 'fix-trust-policy', roleArn, scope: 'cluster', serviceAccounts: [], ...more });
const restart = (...workloads: unknown[]) => ({ kind: 'restart-workloads', workloads });
const workload = { kind: 'Deployment', namespace: 'app', name: 'web' };
const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_none, at) => [`k${at}`, 'v']));

describe('good requests', () => {
  it.each<[string, unknown]>([
    ['the least', add(spec)],
    ['500 at once', add(...Array.from({ length: 500 }, () => spec))],
    ['a role whose trust is fixed', withRole({ ...existing, fixTrust: 'service-account' })],
    ['a new role with a policy ARN', withRole({ kind: 'new', policyArns: [policyArn] })],
    ['a new role with a policy', withRole({ kind: 'new', inlinePolicy: policy })],
    ['a new role with presets', withRole({ kind: 'new', wellKnownPolicies: [...wellKnownPolicies] })],
    ['a session policy with tags off', add({ ...spec, disableSessionTags: true, sessionPolicy: policy })],
    ['50 tags', add({ ...spec, tags: manyTags(50) })],
    ['a tag without a value', add({ ...spec, tags: { team: '' } })],
    ['an update of one thing', update({ disableSessionTags: true })],
    ['clearing', update({ targetRoleArn: null, sessionPolicy: null })],
    ['a deletion', { kind: 'delete-associations', associationIds: [id] }],
    ['a trust policy', fix({ serviceAccounts: [{ namespace: 'app', serviceAccount: 'reader' }] })],
    ['the agent', { kind: 'install-agent' }],
    ['the agent in a version', { kind: 'install-agent', version: 'v1.3.8-eksbuild.2' }],
    ['a restart', restart(workload)],
  ])('%s', (_what, request) => {
    expect(ChangeRequest.safeParse(request).error?.issues).toBeUndefined();
  });
});

describe('bad requests name the field', () => {
  it.each<[string, unknown, string]>([
    ['no kind', {}, 'kind'],
    ['unknown kind', { kind: 'drop-everything' }, 'kind'],
    ['no associations', add(), 'associations'],
    ['too many associations', add(...Array.from({ length: 501 }, () => spec)), 'associations'],
    ['no namespace', add({ ...spec, namespace: undefined }), 'associations.0.namespace'],
    ['wildcard namespace', add({ ...spec, namespace: '*' }), 'associations.0.namespace'],
    ['the second one', add(spec, { ...spec, serviceAccount: 'A' }), 'associations.1.serviceAccount'],
    ['toggle as text', add({ ...spec, createServiceAccount: 'yes' }), 'associations.0.createServiceAccount'],
    ['no role', add({ ...spec, role: undefined }), 'associations.0.role'],
    ['role of no kind', withRole({ roleArn }), 'associations.0.role.kind'],
    ['role by name', withRole({ kind: 'existing', roleArn: 'reader' }), 'associations.0.role.roleArn'],
    ['unknown trust scope', withRole({ ...existing, fixTrust: 'world' }), 'associations.0.role.fixTrust'],
    ['a new role without permissions', withRole({ kind: 'new' }), 'associations.0.role.policyArns'],
    ['policy by name', withRole({ kind: 'new', policyArns: ['Admin'] }), 'associations.0.role.policyArns.0'],
    ['21 policies', withRole({ kind: 'new', policyArns: Array(21).fill(policyArn) }), 'associations.0.role.policyArns'],
    ['policy that is no JSON', withRole({ kind: 'new', inlinePolicy: '{' }), 'associations.0.role.inlinePolicy'],
    ['policy that is a list', withRole({ kind: 'new', inlinePolicy: '[]' }), 'associations.0.role.inlinePolicy'],
    ['policy that is null', withRole({ kind: 'new', inlinePolicy: 'null' }), 'associations.0.role.inlinePolicy'],
    [
      'policy that is too long',
      withRole({ kind: 'new', inlinePolicy: JSON.stringify({ a: 'x'.repeat(10_240) }) }),
      'associations.0.role.inlinePolicy',
    ],
    [
      'unknown preset',
      withRole({ kind: 'new', wellKnownPolicies: ['root'] }),
      'associations.0.role.wellKnownPolicies.0',
    ],
    ['path without slashes', withRole({ kind: 'new', path: 'a', inlinePolicy: policy }), 'associations.0.role.path'],
    [
      'long role name',
      withRole({ kind: 'new', name: 'r'.repeat(65), inlinePolicy: policy }),
      'associations.0.role.name',
    ],
    [
      'boundary that is a role',
      withRole({ kind: 'new', permissionsBoundaryArn: roleArn, inlinePolicy: policy }),
      'associations.0.role.permissionsBoundaryArn',
    ],
    ['target role by name', add({ ...spec, targetRoleArn: 'x' }), 'associations.0.targetRoleArn'],
    ['session policy with tags on', add({ ...spec, sessionPolicy: policy }), 'associations.0.sessionPolicy'],
    ['51 tags', add({ ...spec, tags: manyTags(51) }), 'associations.0.tags'],
    ["AWS's own tag", add({ ...spec, tags: { 'AWS:x': 'y' } }), 'associations.0.tags'],
    ['tag without a key', add({ ...spec, tags: { '': 'y' } }), 'associations.0.tags.'],
    ['long tag key', add({ ...spec, tags: { ['k'.repeat(129)]: 'v' } }), `associations.0.tags.${'k'.repeat(129)}`],
    ['long tag value', add({ ...spec, tags: { k: 'v'.repeat(257) } }), 'associations.0.tags.k'],
    ['tag value that is a number', add({ ...spec, tags: { k: 1 } }), 'associations.0.tags.k'],
    ['association by ARN', { ...update({}), associationId: 'arn:aws:eks:…' }, 'associationId'],
    ['association id in capitals', { ...update({}), associationId: id.toUpperCase() }, 'associationId'],
    ['clearing the role', update({ roleArn: null }), 'roleArn'],
    ['nothing to delete', { kind: 'delete-associations', associationIds: [] }, 'associationIds'],
    ['a bad id among good ones', { kind: 'delete-associations', associationIds: [id, 'a-1'] }, 'associationIds.1'],
    ['no scope', fix({ scope: undefined }), 'scope'],
    ['101 accounts', fix({ serviceAccounts: Array(101).fill(spec) }), 'serviceAccounts'],
    ['long version', { kind: 'install-agent', version: 'v'.repeat(65) }, 'version'],
    ['nothing to restart', restart(), 'workloads'],
    ['unknown workload', restart({ ...workload, kind: 'Toaster' }), 'workloads.0.kind'],
  ])('%s', (_what, request, path) => {
    const { error } = ChangeRequest.safeParse(request);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
    expect(error?.issues[0]?.message).not.toBe('');
  });
});

it('fills in what was left out', () => {
  const parsed = AssociationSpec.parse({ ...spec, role: { kind: 'new', policyArns: [policyArn] } });
  expect(parsed).toEqual({
    namespace: 'app',
    serviceAccount: 'reader',
    createServiceAccount: false,
    role: { kind: 'new', path: '/', policyArns: [policyArn], wellKnownPolicies: [], trustScope: 'service-account' },
    disableSessionTags: false,
    tags: {},
  });
});
