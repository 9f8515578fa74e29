import { randomUUID } from 'node:crypto';
import type { ClusterRef, EksPort, IamPort } from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustOf } from './account.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let eks: EksPort;
let iam: IamPort;
let cluster: ClusterRef;
beforeAll(async () => {
  stage = await openStage({ associations: 3 });
  ({ eks, iam } = stage.gateways);
  cluster = (await eks.describeCluster('prod')).ref;
});
afterAll(() => stage.close());

const usable = 'arn:aws:iam::111122223333:role/pod-reader';
const otherUsable = 'arn:aws:iam::111122223333:role/pod-writer';
const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const agent = 'eks-pod-identity-agent';
/** One for each kind of fault, because what is installed once stays. */
const addons = ['coredns', 'kube-proxy', 'vpc-cni', 'metrics-server', 'aws-ebs-csi-driver'];
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});

const newAssociation = () =>
  eks.createAssociation(cluster, {
    namespace: 'faults',
    serviceAccount: `sa-${randomUUID()}`,
    roleArn: usable,
    disableSessionTags: false,
    tags: { of: 'test' },
    clientToken: randomUUID(),
  });
const newRole = () =>
  iam.createRole({
    name: `role-${randomUUID()}`,
    path: '/faults/',
    trustPolicy: trustOf.pods,
    description: 'made by a test',
    tags: { of: 'test' },
  });
const listed = async <Item>(pages: AsyncIterable<Item[]>) => {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
};

interface Operation {
  service: 'eks' | 'iam' | 'sts';
  operation: string;
  /** What has to be there. */
  before?: () => Promise<unknown>;
  run: (before: never) => Promise<unknown>;
  /** What must be true afterwards, if the answer does not say enough. */
  after?: (before: never, answer: never) => Promise<unknown>;
}

const operations: Operation[] = [
  { service: 'sts', operation: 'GetCallerIdentity', run: () => iam.callerIdentity() },
  {
    service: 'eks',
    operation: 'ListClusters',
    run: () => eks.listClusters(),
    after: async (_, { failures }: { failures: unknown[] }) => expect(failures).toEqual([]),
  },
  { service: 'eks', operation: 'DescribeCluster', run: () => eks.describeCluster('prod') },
  { service: 'eks', operation: 'ListNodegroups', run: () => eks.listNodeGroups(cluster) },
  { service: 'eks', operation: 'DescribeNodegroup', run: () => eks.listNodeGroups(cluster) },
  { service: 'eks', operation: 'DescribeFargateProfile', run: () => eks.listFargateProfiles(cluster) },
  { service: 'eks', operation: 'DescribeAccessEntry', run: () => eks.listAccessEntries(cluster) },
  { service: 'eks', operation: 'ListAssociatedAccessPolicies', run: () => eks.listAccessEntries(cluster) },
  { service: 'eks', operation: 'ListPodIdentityAssociations', run: () => listed(eks.listAssociations(cluster)) },
  {
    service: 'eks',
    operation: 'DescribePodIdentityAssociation',
    before: newAssociation,
    run: ({ associationId }: { associationId: string }) => eks.describeAssociation(cluster, associationId),
  },
  {
    service: 'eks',
    operation: 'CreatePodIdentityAssociation',
    run: newAssociation,
    after: async (_, made: { serviceAccount: string }) =>
      expect(
        await listed(eks.listAssociations(cluster, { namespace: 'faults', serviceAccount: made.serviceAccount })),
      ).toHaveLength(1),
  },
  {
    service: 'eks',
    operation: 'UpdatePodIdentityAssociation',
    before: newAssociation,
    run: ({ associationId }: { associationId: string }) =>
      eks.updateAssociation(cluster, associationId, { roleArn: otherUsable, clientToken: randomUUID() }),
    after: async ({ associationId }: { associationId: string }) =>
      expect(await eks.describeAssociation(cluster, associationId)).toMatchObject({ roleArn: otherUsable }),
  },
  {
    service: 'eks',
    operation: 'DeletePodIdentityAssociation',
    before: newAssociation,
    run: ({ associationId }: { associationId: string }) => eks.deleteAssociation(cluster, associationId),
    after: async ({ associationId }: { associationId: string }) =>
      expect(eks.describeAssociation(cluster, associationId)).rejects.toMatchObject({ code: 'association-not-found' }),
  },
  {
    service: 'eks',
    operation: 'TagResource',
    before: newAssociation,
    run: ({ associationArn }: { associationArn: string }) =>
      eks.tagResource(cluster, associationArn, { set: { a: 'b' }, remove: [] }),
    after: async ({ associationId }: { associationId: string }) =>
      expect(await eks.describeAssociation(cluster, associationId)).toMatchObject({ tags: { of: 'test', a: 'b' } }),
  },
  {
    service: 'eks',
    operation: 'UntagResource',
    before: newAssociation,
    run: ({ associationArn }: { associationArn: string }) =>
      eks.tagResource(cluster, associationArn, { set: {}, remove: ['of'] }),
    after: async ({ associationId }: { associationId: string }) =>
      expect((await eks.describeAssociation(cluster, associationId)).tags).toEqual({}),
  },
  {
    service: 'eks',
    operation: 'CreateAddon',
    before: () => Promise.resolve(addons.pop() ?? ''),
    run: (addon: string) => eks.createAddon(cluster, { addon, clientToken: randomUUID() }),
    after: async (addon: string) => expect(await eks.describeAddon(cluster, addon)).toBeDefined(),
  },
  { service: 'eks', operation: 'DescribeAddon', run: () => eks.describeAddon(cluster, agent) },
  {
    service: 'eks',
    operation: 'DeleteAddon',
    before: async () => (await eks.describeAddon(cluster, agent)) ?? installAgent(),
    run: () => eks.deleteAddon(cluster, agent),
    after: () => expect.poll(() => eks.describeAddon(cluster, agent)).toBeUndefined(),
  },

  { service: 'iam', operation: 'ListRoles', run: () => listed(iam.listRoles()) },
  { service: 'iam', operation: 'GetRole', run: () => iam.getRole('pod-reader') },
  {
    service: 'iam',
    operation: 'CreateRole',
    run: newRole,
    after: async (_, { name }: { name: string }) =>
      expect(await iam.getRole(name)).toMatchObject({ tags: { of: 'test' } }),
  },
  {
    service: 'iam',
    operation: 'UpdateAssumeRolePolicy',
    before: newRole,
    run: ({ name }: { name: string }) => iam.updateTrustPolicy(name, trustOf.ec2),
    after: async ({ name }: { name: string }) => expect((await iam.getRole(name))?.trustPolicy).toBe(trustOf.ec2),
  },
  {
    service: 'iam',
    operation: 'AttachRolePolicy',
    before: newRole,
    run: ({ name }: { name: string }) => iam.attachPolicy(name, readOnly),
    after: async ({ name }: { name: string }) => expect(await iam.listAttachedPolicies(name)).toEqual([readOnly]),
  },
  {
    service: 'iam',
    operation: 'PutRolePolicy',
    before: newRole,
    run: ({ name }: { name: string }) => iam.putInlinePolicy(name, 'p', document),
    after: async ({ name }: { name: string }) => expect(await iam.getInlinePolicy(name, 'p')).toBe(document),
  },
  ...['ListAttachedRolePolicies', 'ListRolePolicies', 'DetachRolePolicy', 'DeleteRolePolicy', 'DeleteRole'].map(
    (operation): Operation => ({
      service: 'iam',
      operation,
      before: async () => {
        const role = await newRole();
        await iam.attachPolicy(role.name, readOnly);
        await iam.putInlinePolicy(role.name, 'p', document);
        return role;
      },
      run: ({ name }: { name: string }) => iam.deleteRole(name),
      after: async ({ name }: { name: string }) => expect(await iam.getRole(name)).toBeUndefined(),
    }),
  ),
  { service: 'iam', operation: 'ListPolicies', run: () => listed(iam.listPolicies()) },
  { service: 'iam', operation: 'GetPolicy', run: () => iam.getPolicy(readOnly) },
  { service: 'iam', operation: 'GetRolePolicy', run: () => iam.getInlinePolicy('pod-reader', 'none') },
  { service: 'iam', operation: 'ListOpenIDConnectProviders', run: () => iam.listOidcProviders() },
];

const installAgent = () => eks.createAddon(cluster, { addon: agent, clientToken: randomUUID() });

const faults = {
  throttled: { error: 'Throttling', times: 1, phase: 'before' },
  'answered with 500': { error: '500', times: 2, phase: 'before' },
  'answered with 503 although it happened': { error: '503', times: 1, phase: 'after' },
  'cut off before it happened': { error: 'disconnect', times: 1, phase: 'before' },
  'cut off after it happened': { error: 'disconnect', times: 1, phase: 'after' },
} as const;

describe.each(Object.entries(faults))('a call that is %s', (_name, { error, times, phase }) => {
  // Faults are told apart by operation, so those of different operations can wait for their retries at the same time.
  it.concurrent.each(operations)('is survived: $operation', async ({ service, operation, before, run, after }) => {
    const prepared = (await before?.()) as never;
    const code = error === 'Throttling' && service === 'eks' ? 'ThrottlingException' : error;
    await stage.control('POST', 'faults', { service, operation, times, error: code, phase });
    const answer = (await run(prepared)) as never;
    // It did hit.
    const pending = (await stage.control('GET', 'faults')) as { operation: string }[];
    expect(pending.filter((left) => left.operation === operation)).toEqual([]);
    await after?.(prepared, answer);
  });
});
