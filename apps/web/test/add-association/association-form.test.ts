import type { FieldErrors } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import {
  type AssociationForm,
  associationResolver,
  emptyForm,
  isComplete,
  toAssociation,
} from '../../src/features/add-association/association-form.ts';

const roleArn = 'arn:aws:iam::111122223333:role/reader';
const policyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const good: AssociationForm = { ...emptyForm, namespace: 'app', serviceAccount: 'reader', roleArn };
const made: AssociationForm = { ...good, roleKind: 'new', roleArn: '', policyArns: [policyArn] };

async function messages(form: AssociationForm): Promise<Record<string, string>> {
  const options = { fields: {}, shouldUseNativeValidation: false };
  const { errors } = await associationResolver(form, undefined, options);
  const told: FieldErrors<AssociationForm> = errors;
  return Object.fromEntries(Object.entries(told).map(([field, error]) => [field, String(error?.message)]));
}

describe('the form', () => {
  it('asks for what it shows: an existing role', () => {
    const form: AssociationForm = {
      ...good,
      namespace: ' app ',
      roleArn: ` ${roleArn} `,
      fixTrust: 'cluster',
      createServiceAccount: true,
      targetRoleArn: ` ${roleArn}`,
      disableSessionTags: true,
      sessionPolicy: ' {} ',
      tags: [
        { key: 'team', value: 'x' },
        { key: '', value: '' },
      ],
      // Belongs to a new role, which was looked at and left again.
      roleName: 'left',
      policyArns: [policyArn],
    };
    expect(toAssociation(form)).toEqual({
      namespace: 'app',
      serviceAccount: 'reader',
      createServiceAccount: true,
      role: { kind: 'existing', roleArn, fixTrust: 'cluster' },
      targetRoleArn: roleArn,
      disableSessionTags: true,
      sessionPolicy: '{}',
      tags: { team: 'x' },
    });
  });

  it('asks for what it shows: a new role', () => {
    const role = {
      name: 'r',
      path: '/p/',
      permissionsBoundaryArn: policyArn,
      inlinePolicy: '{}',
    };
    const form: AssociationForm = {
      ...made,
      roleName: role.name,
      rolePath: role.path,
      permissionsBoundaryArn: policyArn,
      inlinePolicy: role.inlinePolicy,
      wellKnownPolicies: ['externalDNS'],
      trustScope: 'account',
    };
    const expected = {
      kind: 'new',
      ...role,
      policyArns: [policyArn],
      wellKnownPolicies: ['externalDNS'],
      trustScope: 'account',
    };
    expect(toAssociation(form).role).toEqual(expected);
    expect(toAssociation(made).role).toEqual({
      kind: 'new',
      policyArns: [policyArn],
      wellKnownPolicies: [],
      trustScope: 'service-account',
    });
  });

  it.each<[string, AssociationForm, Record<string, RegExp>]>([
    ['complete', good, {}],
    ['complete with a new role', made, {}],
    [
      'empty',
      emptyForm,
      {
        namespace: /^Namespace is needed$/,
        serviceAccount: /^Service account is needed$/,
        roleArn: /^Role ARN is needed$/,
      },
    ],
    ['a bad namespace', { ...good, namespace: 'A' }, { namespace: /^Namespace must be a Kubernetes namespace/ }],
    ['a bad role', { ...good, roleArn: 'x' }, { roleArn: /^Role ARN must be/ }],
    ['no permissions', { ...made, policyArns: [] }, { policyArns: /^Permissions: a new role needs/ }],
    ['a bad policy ARN', { ...made, policyArns: ['x'] }, { policyArns: /^Permissions: must be/ }],
    ['a bad role name', { ...made, roleName: 'a b' }, { roleName: /^Role name must be/ }],
    ['a bad path', { ...made, rolePath: 'a' }, { rolePath: /^Path must start/ }],
    [
      'a bad boundary',
      { ...made, permissionsBoundaryArn: 'x' },
      { permissionsBoundaryArn: /^Permission boundary ARN must/ },
    ],
    ['a bad policy', { ...made, inlinePolicy: '{' }, { inlinePolicy: /^Permission policy must be/ }],
    ['a bad target', { ...good, targetRoleArn: 'x' }, { targetRoleArn: /^Target role ARN must/ }],
    [
      'a session policy with tags on',
      { ...good, sessionPolicy: '{}' },
      { sessionPolicy: /^Session policy: a session policy needs/ },
    ],
    ["AWS's own tag", { ...good, tags: [{ key: 'aws:x', value: '' }] }, { tags: /^Tags: keys must not/ }],
    ['a tag without a key', { ...good, tags: [{ key: '', value: 'x' }] }, { tags: /^Tags: / }],
    [
      'one tag twice',
      {
        ...good,
        tags: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      },
      { tags: /a is there more than once/ },
    ],
  ])('%s: each message stands at its field', async (_what, form, expected) => {
    const told = await messages(form);
    expect(Object.keys(told).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [field, pattern] of Object.entries(expected)) expect(told[field]).toMatch(pattern);
    expect(isComplete(form)).toBe(Object.keys(expected).length === 0);
  });
});
