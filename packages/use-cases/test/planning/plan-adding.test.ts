import type { AssociationSpec, Plan } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import type { PlanningFacts } from '../../src/changes/planning/facts.ts';
import { planAdding } from '../../src/changes/planning/plan-adding.ts';
import { roleNameFor, roleTagsFor } from '../../src/changes/planning/role-name.ts';
import {
  agent,
  arnOf,
  association,
  cluster,
  clusterArn,
  facts,
  findingsOf,
  kindsOf,
  kubernetes,
  newRole,
  ownerArn,
  pod,
  policyArn,
  role,
  spec,
  stepsOf,
  trust,
  unreachable,
} from '../support/facts.ts';

const made = roleNameFor(cluster().ref, 'app', 'reader');
const existing = (name: string, fixTrust?: 'account' | 'cluster' | 'service-account') => ({
  kind: 'existing' as const,
  roleArn: arnOf(name),
  ...(fixTrust && { fixTrust }),
});
const exists = (more: Parameters<typeof association>[0] = {}) => ({
  existing: new Map([['app/reader', association(more)]]),
});
const withRoles = (...roles: Parameters<typeof facts>[1][]) => facts({}, ...roles);
const linked = (more: Parameters<typeof kubernetes>[0] = {}) => kubernetes(more, arnOf('irsa'));
const fargate = { name: 'f', agent: 'unsupported' } as const;

describe('findings', () => {
  it.each<[string, PlanningFacts, AssociationSpec[], string[]]>([
    ['all is well', facts(), [spec()], []],
    [
      'agent missing, nobody has credentials',
      facts({ agent: agent('missing') }),
      [spec()],
      ['warning agent-missing prod'],
    ],
    [
      'agent missing, an IRSA link',
      facts({ agent: agent('missing'), kubernetes: linked() }),
      [spec()],
      ['info service-account-has-irsa-link app/reader', 'blocked agent-missing prod'],
    ],
    ['agent on some nodes', facts({ agent: agent('partial') }), [spec()], ['warning agent-not-ready prod']],
    ['agent degraded', facts({ agent: agent('degraded') }), [spec()], ['warning agent-not-ready prod']],
    [
      'agent being installed, an IRSA link',
      facts({ agent: agent('installing'), kubernetes: linked() }),
      [spec()],
      ['info service-account-has-irsa-link app/reader', 'blocked agent-not-ready prod'],
    ],
    [
      'agent built in',
      facts({ agent: agent('built-in'), kubernetes: linked() }),
      [spec()],
      ['info service-account-has-irsa-link app/reader'],
    ],
    ['agent not to be asked', facts({ agent: agent('unknown') }), [spec()], []],
    ['no namespace', facts(), [spec({ namespace: 'new' })], ['warning namespace-missing new/reader']],
    ['no service account', facts(), [spec({ serviceAccount: 'new' })], ['warning service-account-missing app/new']],
    [
      'service account is there',
      facts(),
      [spec({ createServiceAccount: true })],
      ['info service-account-exists app/reader'],
    ],
    [
      'namespace to be made',
      facts(),
      [spec({ namespace: 'new', createServiceAccount: true })],
      ['info namespace-will-be-created new'],
    ],
    ['cluster silent', facts(unreachable), [spec()], ['warning kubernetes-unavailable prod']],
    [
      'cluster silent, account to be made',
      facts(unreachable),
      [spec({ createServiceAccount: true })],
      ['blocked kubernetes-unavailable prod'],
    ],
    ['equal association', facts(exists()), [spec()], ['info association-exists-equal app/reader']],
    [
      'equal association with everything',
      facts(exists({ targetRoleArn: arnOf('t'), disableSessionTags: true, sessionPolicy: '{ "a": 1 }' })),
      [spec({ targetRoleArn: arnOf('t'), disableSessionTags: true, sessionPolicy: '{"a":1}' })],
      ['info association-exists-equal app/reader'],
    ],
    [
      'equal association with the role that would be made',
      facts(exists({ roleArn: arnOf(made) })),
      [spec({ role: newRole })],
      ['info association-exists-equal app/reader'],
    ],
    [
      'other role',
      facts(exists({ roleArn: arnOf('other') })),
      [spec()],
      ['blocked association-exists-different app/reader'],
    ],
    [
      'other tags switch',
      facts(exists({ disableSessionTags: true })),
      [spec()],
      ['blocked association-exists-different app/reader'],
    ],
    [
      'other target',
      facts(exists({ targetRoleArn: arnOf('t') })),
      [spec()],
      ['blocked association-exists-different app/reader'],
    ],
    [
      'other session policy',
      facts(exists({ disableSessionTags: true, sessionPolicy: '{"a":2}' })),
      [spec({ disableSessionTags: true, sessionPolicy: '{"a":1}' })],
      ['blocked association-exists-different app/reader'],
    ],
    [
      "an add-on's association",
      facts(exists({ roleArn: arnOf('other'), ownerArn })),
      [spec()],
      ['blocked association-owned-by-addon app/reader'],
    ],
    ['named twice', facts(), [spec(), spec()], ['blocked duplicate-in-request app/reader']],
    [
      'no such role',
      withRoles(),
      [spec({ role: existing('nobody') })],
      ['blocked role-not-found arn:aws:iam::111122223333:role/nobody'],
    ],
    [
      'a role of that name on another path',
      withRoles(role('pathy', trust.pods, { path: '/a/' })),
      [spec({ role: existing('pathy') })],
      ['blocked role-not-found arn:aws:iam::111122223333:role/pathy'],
    ],
    [
      "another account's role",
      facts(),
      [spec({ role: { kind: 'existing', roleArn: 'arn:aws:iam::999999999999:role/reader' } })],
      ['blocked role-in-other-account arn:aws:iam::999999999999:role/reader'],
    ],
    [
      'role name is taken',
      withRoles(role('mine')),
      [spec({ role: { ...newRole, name: 'mine' } })],
      ['blocked role-exists mine'],
    ],
    [
      'role was made for this account before',
      withRoles(role(made, trust.pods, { tags: roleTagsFor(cluster().ref, 'app', 'reader') })),
      [spec({ role: newRole })],
      [`info role-exists-equal ${made}`],
    ],
    [
      'role was made for this account, on another path',
      withRoles(role(made, trust.pods, { path: '/a/', tags: roleTagsFor(cluster().ref, 'app', 'reader') })),
      [spec({ role: newRole })],
      [`blocked role-exists ${made}`],
    ],
    [
      'unknown policy',
      facts({ unknownPolicies: new Set([policyArn]) }),
      [spec({ role: newRole })],
      [`blocked policy-not-found ${policyArn}`],
    ],
    [
      'unknown boundary',
      facts({ unknownPolicies: new Set(['arn:aws:iam::aws:policy/B']) }),
      [spec({ role: { ...newRole, permissionsBoundaryArn: 'arn:aws:iam::aws:policy/B' } })],
      ['blocked policy-not-found arn:aws:iam::aws:policy/B'],
    ],
    [
      'two new roles of one name',
      facts(),
      [
        spec({ role: { ...newRole, name: 'Mine' } }),
        spec({ namespace: 'default', role: { ...newRole, name: 'mine' } }),
      ],
      ['blocked duplicate-in-request mine', 'warning service-account-missing default/reader'],
    ],
    [
      'no trust',
      withRoles(role('shut', trust.nobody)),
      [spec({ role: existing('shut') })],
      ['blocked trust-missing shut'],
    ],
    [
      'no trust, to be fixed',
      withRoles(role('shut', trust.nobody)),
      [spec({ role: existing('shut', 'service-account') })],
      ['info trust-will-be-fixed shut'],
    ],
    [
      'trust not to be known',
      withRoles(role('vpc', trust.unknown)),
      [spec({ role: existing('vpc') })],
      ['warning trust-unknown vpc'],
    ],
    [
      'trust that nobody can read',
      withRoles(role('broken', 'no json')),
      [spec({ role: existing('broken', 'cluster') })],
      ['warning trust-unknown broken'],
    ],
    [
      'trust full',
      withRoles(role('full', trust.full)),
      [spec({ role: existing('full', 'cluster') })],
      ['blocked trust-too-large full'],
    ],
    [
      'trust longer than usual',
      withRoles(role('long', trust.long)),
      [spec({ role: existing('long', 'cluster') })],
      ['warning trust-too-large long', 'info trust-will-be-fixed long'],
    ],
    [
      'trust with a deleted role',
      withRoles(role('old', trust.deleted)),
      [spec({ role: existing('old', 'cluster') })],
      ['blocked trust-denied old'],
    ],
    [
      'trust denies',
      withRoles(role('denied', trust.denied)),
      [spec({ role: existing('denied', 'cluster') })],
      ['blocked trust-denied denied'],
    ],
    [
      'trust that needs session tags',
      withRoles(role('tagged', trust.podsOfApp)),
      [spec({ role: existing('tagged', 'service-account'), disableSessionTags: true })],
      ['blocked request-tags-needed-by-trust tagged'],
    ],
    [
      'new role without session tags',
      facts(),
      [spec({ role: newRole, disableSessionTags: true })],
      ['warning request-tags-needed-by-trust app/reader'],
    ],
    [
      'a target role',
      facts(),
      [spec({ targetRoleArn: 'arn:aws:iam::999999999999:role/t' })],
      ['manual target-role-needs-trust arn:aws:iam::999999999999:role/t'],
    ],
    [
      'running pods',
      facts({
        kubernetes: kubernetes({ pods: [pod(), pod({ phase: 'Succeeded' }), pod({ serviceAccount: 'other' })] }),
      }),
      [spec()],
      ['info pods-keep-old-credentials app/reader'],
    ],
    [
      'pods that are over',
      facts({ kubernetes: kubernetes({ pods: [pod({ phase: 'Failed' }), pod({ phase: 'Terminating' })] }) }),
      [spec()],
      [],
    ],
    [
      'pods on Fargate without credentials',
      facts({ agent: agent('ready', [fargate]), kubernetes: kubernetes({ pods: [pod({ node: 'f' })] }) }),
      [spec()],
      ['info pods-keep-old-credentials app/reader', 'warning pods-on-unsupported-nodes app/reader'],
    ],
    [
      'pods on Fargate with IRSA',
      facts({ agent: agent('ready', [fargate]), kubernetes: linked({ pods: [pod({ node: 'f' })] }) }),
      [spec()],
      [
        'info service-account-has-irsa-link app/reader',
        'info pods-keep-old-credentials app/reader',
        'blocked pods-on-unsupported-nodes app/reader',
      ],
    ],
  ])('%s', (_what, world, specs, found) => {
    const plan = planAdding(world, specs);
    expect(findingsOf(plan)).toEqual(found);
    for (const { message, remedy, severity, code } of plan.findings) {
      expect(`${message} ${remedy ?? ''}`).not.toMatch(/undefined|null|\[object/);
      if (severity === 'blocked' && !['trust-denied', 'request-tags-needed-by-trust'].includes(code))
        expect(remedy, code).toBeTruthy();
    }
  });

  it.each<[string, PlanningFacts, AssociationSpec]>([
    ['an equal association', facts(exists()), spec()],
    ['a different association', facts(exists({ roleArn: arnOf('other') })), spec()],
    ['a missing role', facts(), spec({ role: existing('nobody') })],
    [
      'a missing trust',
      withRoles(role('shut', trust.nobody)),
      spec({ role: existing('shut'), createServiceAccount: true }),
    ],
    ['an unknown policy', facts({ unknownPolicies: new Set([policyArn]) }), spec({ role: newRole })],
    ['a taken name', withRoles(role('mine')), spec({ role: { ...newRole, name: 'mine' } })],
  ])('nothing is planned for %s', (_what, world, one) => {
    expect(planAdding(world, [one]).steps).toEqual([]);
  });
});

describe('steps', () => {
  const rich = spec({
    namespace: 'new',
    serviceAccount: 'writer',
    createServiceAccount: true,
    role: {
      kind: 'new',
      path: '/pods/',
      policyArns: [policyArn, policyArn],
      inlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
      wellKnownPolicies: ['externalDNS', 'ebsCSIController', 'externalDNS'],
      permissionsBoundaryArn: 'arn:aws:iam::aws:policy/Boundary',
    },
    tags: { team: 'x' },
  });

  it('makes the role first, then what is in the cluster, then the association that needs both', () => {
    const plan = planAdding(facts(), [rich]);
    expect(kindsOf(plan)).toEqual([
      'create-role',
      'put-inline-policy',
      'put-inline-policy',
      'attach-policy',
      'attach-policy',
      'create-namespace',
      'create-service-account',
      'create-association',
    ]);
    expectOrder(plan);
    const [association] = stepsOf(plan, 'create-association');
    const [created] = stepsOf(plan, 'create-role');
    const [namespace] = stepsOf(plan, 'create-namespace');
    const [serviceAccount] = stepsOf(plan, 'create-service-account');
    const idsOf = (kind: 'put-inline-policy' | 'attach-policy') => stepsOf(plan, kind).map(({ id }) => id);
    expect(association?.dependsOn.toSorted()).toEqual(
      [created?.id, ...idsOf('put-inline-policy'), ...idsOf('attach-policy'), serviceAccount?.id].toSorted(),
    );
    expect(serviceAccount?.dependsOn).toEqual([namespace?.id]);
    expect(plan.steps.filter(({ goal }) => goal)).toEqual([association]);
    expect(association?.action).toEqual({
      kind: 'create-association',
      namespace: 'new',
      serviceAccount: 'writer',
      roleArn: arnOf(roleNameFor(cluster().ref, 'new', 'writer'), '/pods/'),
      disableSessionTags: false,
      tags: { team: 'x' },
      roleIsFresh: true,
    });
    expect(created?.action).toMatchObject({
      path: '/pods/',
      permissionsBoundaryArn: 'arn:aws:iam::aws:policy/Boundary',
    });
    expect(stepsOf(plan, 'attach-policy').map(({ action }) => action.policyArn)).toEqual([
      'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
      policyArn,
    ]);
    expect(stepsOf(plan, 'put-inline-policy').map(({ action }) => action.policyName)).toEqual([
      'podpass-externalDNS',
      'podpass-permissions',
    ]);
  });

  it.each([
    [
      'service-account',
      false,
      { 'aws:RequestTag/kubernetes-namespace': 'app', 'aws:RequestTag/kubernetes-service-account': 'reader' },
    ],
    ['cluster', false, { 'aws:RequestTag/eks-cluster-arn': clusterArn }],
    ['service-account', true, { 'aws:SourceAccount': '111122223333' }],
  ] as const)(
    'scopes the trust of a new role to the %s (session tags off: %s)',
    (trustScope, disableSessionTags, expected) => {
      const plan = planAdding(facts(), [spec({ role: { ...newRole, trustScope }, disableSessionTags })]);
      const [created] = stepsOf(plan, 'create-role');
      const parsed = JSON.parse(created?.action.trustPolicy ?? '{}') as {
        Statement: { Condition: Record<string, Record<string, unknown>> }[];
      };
      const conditions = Object.assign({}, ...Object.values(parsed.Statement[0]?.Condition ?? {})) as object;
      expect(conditions).toMatchObject(expected);
      if (disableSessionTags) expect(JSON.stringify(conditions)).not.toContain('RequestTag');
    },
  );

  it('makes a namespace once for all of its service accounts', () => {
    const specs = ['a', 'b', 'c'].map((serviceAccount) =>
      spec({ namespace: 'new', serviceAccount, createServiceAccount: true }),
    );
    const plan = planAdding(facts(), specs);
    const [namespace] = stepsOf(plan, 'create-namespace');
    expect(stepsOf(plan, 'create-namespace')).toHaveLength(1);
    expect(stepsOf(plan, 'create-service-account').map(({ dependsOn }) => dependsOn)).toEqual(
      Array(3).fill([namespace?.id]),
    );
    expect(findingsOf(plan)).toEqual(['info namespace-will-be-created new']);
    expectOrder(plan);
  });

  it('edits a shared trust policy once, in the widest scope asked for, before every association that needs it', () => {
    const world = withRoles(role('shut', trust.nobody));
    const specs = [
      spec({ role: existing('shut', 'service-account') }),
      spec({ namespace: 'default', role: existing('shut', 'cluster') }),
      spec({ namespace: 'default', serviceAccount: 'plain' }),
    ];
    const plan = planAdding(world, specs);
    const [edit] = stepsOf(plan, 'update-trust-policy');
    expect(stepsOf(plan, 'update-trust-policy')).toHaveLength(1);
    expect(edit?.goal).toBe(false);
    expect(edit?.action.before).toBe(trust.nobody);
    const { Statement: statements } = JSON.parse(edit?.action.after ?? '{}') as { Statement: { Condition: unknown }[] };
    expect(statements).toHaveLength(2);
    expect(statements[0]).toEqual((JSON.parse(trust.nobody) as { Statement: unknown[] }).Statement[0]);
    expect(JSON.stringify(statements[1]?.Condition)).toContain(clusterArn);
    expect(JSON.stringify(statements[1]?.Condition)).not.toContain('kubernetes-namespace');
    expect(stepsOf(plan, 'create-association').map(({ dependsOn, action }) => [dependsOn, action.roleIsFresh])).toEqual(
      [
        [[edit?.id], true],
        [[edit?.id], true],
        [[], false],
      ],
    );
  });

  it('plans the good ones when another blocks', () => {
    const plan = planAdding(facts(), [spec(), spec({ serviceAccount: 'other', role: existing('nobody') })]);
    expect(kindsOf(plan)).toEqual(['create-association']);
    expect(findingsOf(plan)).toEqual(['blocked role-not-found arn:aws:iam::111122223333:role/nobody']);
  });

  it('speaks of one by its name and of many by their number', () => {
    expect(planAdding(facts(), [spec()])).toMatchObject({
      kind: 'add-associations',
      title: 'Add association app/reader',
    });
    expect(planAdding(facts(), [spec(), spec({ serviceAccount: 'b' })]).title).toBe('Add 2 associations');
  });

  it('takes the partition of the cluster', () => {
    const { ref } = cluster();
    const china = cluster({
      ref: {
        ...ref,
        partition: 'aws-cn',
        region: 'cn-north-1',
        arn: clusterArn.replace('aws', 'aws-cn').replace('us-west-2', 'cn-north-1'),
      },
    });
    const plan = planAdding(facts({ cluster: china }), [
      spec({ role: { kind: 'new', wellKnownPolicies: ['ebsCSIController', 'externalDNS'] } }),
    ]);
    expect(stepsOf(plan, 'create-association')[0]?.action.roleArn).toMatch(/^arn:aws-cn:iam::/);
    expect(stepsOf(plan, 'attach-policy')[0]?.action.policyArn).toMatch(/^arn:aws-cn:iam::aws:policy\//);
    expect(stepsOf(plan, 'put-inline-policy')[0]?.action.document).toContain('arn:aws-cn:route53');
  });
});

/** Steps stand behind what they need, so that they can be done, and undone, in their order. */
function expectOrder(plan: Plan): void {
  const ids = plan.steps.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [at, { dependsOn }] of plan.steps.entries()) {
    for (const needed of dependsOn) expect(ids.slice(0, at)).toContain(needed);
  }
}
