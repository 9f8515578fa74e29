import { type ConfigData, editConfigInOrder, openClusterConfig } from '@podpass/cluster-config';
import { describe, expect, test } from 'vitest';
import { accessEntry, accessEntryForm } from '../../../src/features/create-cluster/advanced/access-entry.ts';
import { addonEntry, addonForm, keysInYamlOnly } from '../../../src/features/create-cluster/advanced/addon-entry.ts';
import { associationEntry, associationForm } from '../../../src/features/create-cluster/advanced/association-entry.ts';
import { listAt } from '../../../src/features/create-cluster/advanced/config-data.ts';
import { editsBetween } from '../../../src/features/create-cluster/advanced/edits-between.ts';
import {
  serviceAccountEntry,
  serviceAccountForm,
} from '../../../src/features/create-cluster/advanced/service-account-entry.ts';
import { featurePage } from './feature-page.ts';

const config = openClusterConfig(featurePage).model?.config;
const role = 'arn:aws:iam::111122223333:role/reader';
const policy = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

/** Entries of every shape, also of shapes that a form cannot show. */
const associations: ConfigData[] = [
  ...listAt(config, ['iam', 'podIdentityAssociations']),
  { namespace: 'a', serviceAccountName: 'b', roleARN: role, disableSessionTags: false, comments: 'x', tags: { n: 1 } },
  { namespace: 'a', serviceAccountName: 'b', wellKnownPolicies: { externalDNS: true, certManager: false } },
  { namespace: 'a', serviceAccountName: 'b', permissionPolicy: { Version: '2012-10-17' }, unknown: [1] },
  { namespace: 1, roleARN: role, permissionPolicyARNs: policy },
];
const addons: ConfigData[] = [
  ...listAt(config, ['addons']),
  { name: 'a', podIdentityAssociations: [], publishers: ['aws'], useDefaultPodIdentityAssociations: false },
  { name: 'a', podIdentityAssociations: [{ serviceAccountName: 's', namespace: 'n', roleARN: role, roleName: 'x' }] },
  { name: 'a', attachPolicyARNs: [policy], permissionsBoundary: 'b', resolveConflicts: 'Overwrite' },
  { name: 'a', attachPolicy: { Version: '2012-10-17' }, configurationValues: '{"a": 1}\n' },
];
const accounts: ConfigData[] = [
  ...listAt(config, ['iam', 'serviceAccounts']),
  { metadata: { name: 'a', labels: { x: 'y' } }, attachPolicyARNs: [policy], roleOnly: false, subjectPattern: 'a-*' },
  {},
];
const entries: ConfigData[] = [
  {
    principalARN: role,
    accessPolicies: [{ policyARN: policy, accessScope: { type: 'namespace', namespaces: ['a'] } }],
  },
  { principalARN: role, type: 'EC2_LINUX', kubernetesGroups: ['x'], tags: { a: 'b' } },
];

describe('a form that is saved as it was opened changes nothing', () => {
  test.each(associations)('association %j', (data) => {
    const form = { ...associationForm(data) };
    const both = ['roleARN', 'permissionPolicyARNs'].every((key) => key in (data as object));
    if (!both) expect(associationEntry(data, form)).toEqual(data);
  });
  test.each(addons)('add-on %j', (data) => expect(addonEntry(data, addonForm(data))).toEqual(data));
  test.each(accounts)('service account %j', (data) => {
    expect(
      editsBetween([], data, serviceAccountEntry({ metadata: {}, ...(data as object) }, serviceAccountForm(data))),
    ).toEqual('metadata' in (data as object) ? [] : [{ kind: 'set', target: 'config', path: ['metadata'], value: {} }]);
  });
  test.each(entries)('access entry %j', (data) => expect(accessEntry(data, accessEntryForm(data))).toEqual(data));
});

describe('associations', () => {
  test('an existing role takes the place of what would make one', () => {
    const before = { namespace: 'a', serviceAccountName: 'b', permissionPolicyARNs: [policy], roleName: 'x', other: 1 };
    expect(associationEntry(before, { ...associationForm(before), roleKind: 'existing', roleARN: role })).toEqual({
      namespace: 'a',
      serviceAccountName: 'b',
      roleARN: role,
      other: 1,
    });
  });

  test('an edit in a form leaves the comments and all other bytes of the text', () => {
    const [before] = listAt(config, ['iam', 'podIdentityAssociations']);
    const after = associationEntry(before, { ...associationForm(before), createServiceAccount: false });
    const result = editConfigInOrder(featurePage, editsBetween(['iam', 'podIdentityAssociations', 0], before, after));
    expect(result.ok && result.text).toBe(
      featurePage.replace('- createServiceAccount: true', '- createServiceAccount: false'),
    );
  });

  test('a new one has the keys that were filled in and no others', () => {
    const form = { ...associationForm(undefined), namespace: ' a ', serviceAccountName: 'b', roleARN: role };
    expect(associationEntry(undefined, form)).toEqual({ namespace: 'a', serviceAccountName: 'b', roleARN: role });
  });
});

describe('add-ons', () => {
  test.each([
    ['recommended', { useDefaultPodIdentityAssociations: true }],
    ['role', { serviceAccountRoleARN: role }],
    ['policies', { attachPolicyARNs: [policy] }],
    ['well-known', { wellKnownPolicies: { ebsCSIController: true } }],
    ['inline', { attachPolicy: { Version: '2012-10-17' } }],
    ['own', { podIdentityAssociations: [{ namespace: 'n', serviceAccountName: 's', roleARN: role }] }],
    ['none', {}],
  ] as const)('identity %s excludes all others', (identity, keys) => {
    const filled = {
      ...addonForm({ name: 'x' }),
      serviceAccountRoleARN: role,
      attachPolicyARNs: [policy],
      attachPolicy: '{"Version":"2012-10-17"}',
      wellKnownPolicies: ['ebsCSIController'],
      podIdentityAssociations: [{ namespace: 'n', serviceAccountName: 's', roleARN: role, permissionPolicyARNs: [] }],
    };
    const written = addonEntry({ name: 'x' }, { ...filled, identity });
    expect(written).toEqual({ name: 'x', ...keys });
    expect(addonForm(written).identity).toBe(identity);
    for (const before of addons) {
      const next = addonEntry(before, { ...filled, identity });
      expect(addonForm(next).identity, JSON.stringify(before)).toBe(identity);
    }
  });

  test('have the name that was typed, whether a catalogue knows it or not, and lose nothing by it', () => {
    const before = { name: 'vpc-cni', version: 'v1', publishers: ['eks'] };
    expect(addonEntry(before, { ...addonForm(before), name: ' acme_cni ' })).toEqual({ ...before, name: 'acme_cni' });
    const added = addonEntry(undefined, { ...addonForm(undefined), name: 'acme', version: 'latest' });
    expect(JSON.stringify(added)).toBe('{"name":"acme","version":"latest"}');
  });

  test('says which keys are in the YAML alone', () => {
    expect(keysInYamlOnly({ name: 'a', version: 'b', publishers: ['x'], permissionsBoundary: 'y' })).toEqual([
      'publishers',
      'permissionsBoundary',
    ]);
  });
});
