import {
  CreateAddonCommand,
  CreatePodIdentityAssociationCommand,
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
  TagResourceCommand,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks';
import { DeleteRoleCommand, GetRoleCommand, ListRolesCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { UserState } from '../../src/state/iam-state.ts';
import { podIdentityTrust, refusal, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster } from '../test-cluster.ts';

const DEMO = 'arn:aws:eks:us-west-2:111122223333:cluster/demo';

let running: RunningSandbox;
let limited: ReturnType<RunningSandbox['as']>;

/** A user who may look at one cluster, associate there, and pass one role to Pod Identity only. */
const STATEMENTS = [
  {
    Effect: 'Allow',
    Action: ['eks:Describe*', 'eks:List*'],
    Resource: [DEMO, 'arn:aws:eks:*:*:podidentityassociation/demo/*'],
  },
  {
    Effect: 'Allow',
    Action: 'eks:CreatePodIdentityAssociation',
    Resource: DEMO,
    Condition: { StringEquals: { 'aws:RequestTag/team': 'a' } },
  },
  { Effect: 'Allow', Action: ['eks:UpdatePodIdentityAssociation', 'eks:CreateAddon'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: 'eks:TagResource',
    Resource: DEMO,
    Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } },
  },
  {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: roleArn('reader'),
    Condition: { StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } },
  },
  { Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' },
  {
    Effect: 'Deny',
    Action: 'iam:GetRole',
    Resource: '*',
    Condition: { StringEquals: { 'aws:ResourceTag/secret': 'yes' } },
  },
  { Effect: 'Allow', Action: 'iam:TagRole', Resource: roleArn('reader') },
];

beforeAll(async () => {
  const state = stateWith({
    clusters: [await testCluster('demo'), await testCluster('other')],
    roles: { reader: podIdentityTrust(), writer: podIdentityTrust(), hidden: podIdentityTrust() },
  });
  Object.assign(state.iam.roles['hidden'] ?? {}, { tags: { secret: 'yes' } });
  const user: UserState = {
    name: 'limited',
    arn: 'arn:aws:iam::111122223333:user/limited',
    id: 'AIDALIMITED0000000000',
    accessKeys: { AKIALIMITED000000000: { secretAccessKey: 'limited-secret' } },
    attachedPolicyArns: [],
    inlinePolicies: { console: JSON.stringify({ Version: '2012-10-17', Statement: STATEMENTS }) },
  };
  state.iam.users['limited'] = user;
  running = await runSandbox({ state });
  limited = running.as({ accessKeyId: 'AKIALIMITED000000000', secretAccessKey: 'limited-secret' });
});
beforeEach(() => running.restore());
afterAll(() => running.stop());

const association = {
  clusterName: 'demo',
  namespace: 'app',
  serviceAccount: 'web',
  roleArn: roleArn('reader'),
  tags: { team: 'a' },
};
const create = (overrides: object) =>
  limited.eks.send(new CreatePodIdentityAssociationCommand({ ...association, ...overrides }));

it('lets a user do what the policies allow', async () => {
  await limited.eks.send(new DescribeClusterCommand({ name: 'demo' }));
  const { association: made } = await create({});
  const named = { clusterName: 'demo', associationId: made?.associationId };
  await limited.eks.send(new DescribePodIdentityAssociationCommand(named));
  await limited.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: 'demo' }));
  await limited.eks.send(new UpdatePodIdentityAssociationCommand({ ...named, disableSessionTags: true }));
  await limited.eks.send(new TagResourceCommand({ resourceArn: DEMO, tags: { team: 'b' } }));
  await limited.iam.send(new GetRoleCommand({ RoleName: 'reader' }));
  await limited.iam.send(new TagRoleCommand({ RoleName: 'reader', Tags: [{ Key: 'a', Value: 'b' }] }));
  // Nobody needs a permission to ask who they are.
  expect((await limited.sts.send(new GetCallerIdentityCommand({}))).Arn).toBe('arn:aws:iam::111122223333:user/limited');
});

it.each<[string, () => Promise<unknown>, string]>([
  [
    'another cluster',
    () => limited.eks.send(new DescribeClusterCommand({ name: 'other' })),
    'eks:DescribeCluster on resource: arn:aws:eks:us-west-2:111122223333:cluster/other',
  ],
  ['the list of clusters', () => limited.eks.send(new ListClustersCommand({})), 'eks:ListClusters on resource: *'],
  ['other tags', () => create({ tags: { team: 'b' } }), `eks:CreatePodIdentityAssociation on resource: ${DEMO}`],
  [
    'passing another role',
    () => create({ roleArn: roleArn('writer') }),
    `iam:PassRole on resource: ${roleArn('writer')}`,
  ],
  [
    'passing a role to another service',
    () =>
      limited.eks.send(
        new CreateAddonCommand({ clusterName: 'demo', addonName: 'vpc-cni', serviceAccountRoleArn: roleArn('reader') }),
      ),
    `iam:PassRole on resource: ${roleArn('reader')}`,
  ],
  [
    'passing an add-on another role',
    () =>
      limited.eks.send(
        new CreateAddonCommand({
          clusterName: 'demo',
          addonName: 'vpc-cni',
          podIdentityAssociations: [{ serviceAccount: 'aws-node', roleArn: roleArn('writer') }],
        }),
      ),
    `iam:PassRole on resource: ${roleArn('writer')}`,
  ],
  [
    'other tag keys',
    () => limited.eks.send(new TagResourceCommand({ resourceArn: DEMO, tags: { cost: 'b' } })),
    `eks:TagResource on resource: ${DEMO}`,
  ],
])('refuses %s in the words of EKS', async (_what, call, denied) => {
  expect(await refusal(call())).toEqual({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `User: arn:aws:iam::111122223333:user/limited is not authorized to perform: ${denied}`,
    ),
    status: 403,
  });
});

it.each<[string, () => Promise<unknown>, string]>([
  [
    'a role that is tagged as denied',
    () => limited.iam.send(new GetRoleCommand({ RoleName: 'hidden' })),
    `iam:GetRole on resource: ${roleArn('hidden')}`,
  ],
  [
    'the list of roles',
    () => limited.iam.send(new ListRolesCommand({})),
    'iam:ListRoles on resource: arn:aws:iam::111122223333:role/',
  ],
  [
    'an action that is not mentioned',
    () => limited.iam.send(new DeleteRoleCommand({ RoleName: 'reader' })),
    `iam:DeleteRole on resource: ${roleArn('reader')}`,
  ],
])('refuses %s in the words of IAM', async (_what, call, denied) => {
  expect(await refusal(call())).toEqual({
    name: 'AccessDenied',
    message: expect.stringContaining(`is not authorized to perform: ${denied}`),
    status: 403,
  });
});

it('asks for PassRole again when an association gets another role', async () => {
  const { association: made } = await create({});
  const change = { clusterName: 'demo', associationId: made?.associationId, roleArn: roleArn('writer') };
  expect(await refusal(limited.eks.send(new UpdatePodIdentityAssociationCommand(change)))).toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('iam:PassRole'),
  });
});
