import {
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStacksCommand,
  type Tag,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateAddonCommand,
  CreatePodIdentityAssociationCommand,
  DescribeAddonCommand,
  DescribeAddonVersionsCommand,
  DescribeClusterCommand,
  DescribeClusterVersionsCommand,
  ListAddonsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-eks';
import {
  CreateOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY, emptyState } from '../../src/index.ts';
import { connect, type KubeCluster } from '../kubernetes/kube-client.ts';
import { REGION } from '../running-sandbox.ts';
import { clusterTemplate, nodeGroupTemplate, roleTemplate } from './cluster-templates.ts';
import { runStackSandbox, type StackSandbox } from './stack-sandbox.ts';

const name = 'calls';
const roleStack = `eksctl-${name}-addon-iamserviceaccount-app-reader`;
const shared = [
  { Key: 'alpha.eksctl.io/cluster-name', Value: name },
  { Key: 'eksctl.cluster.k8s.io/v1alpha1/cluster-name', Value: name },
  { Key: 'alpha.eksctl.io/eksctl-version', Value: '0.231.0' },
];
const accountTag = { Key: 'alpha.eksctl.io/iamserviceaccount-name', Value: 'app/reader' };
let sandbox: StackSandbox;
let ec2: EC2Client;
let kube: KubeCluster;

beforeAll(async () => {
  const transitions = { stack: 0, cluster: 0, addon: 0, nodegroup: 0, pod: 0 };
  sandbox = await runStackSandbox({ state: emptyState({ transitions }) });
  ec2 = new EC2Client({ endpoint: sandbox.sandbox.url, region: REGION, credentials: ADMIN_ACCESS_KEY, maxAttempts: 1 });
});

afterAll(async () => {
  ec2.destroy();
  await sandbox.stop();
});

async function complete(stackName: string) {
  let found = await sandbox.look(stackName);
  const look = async () => (found = await sandbox.look(stackName)).StackStatus;
  await expect.poll(look, { timeout: 10_000, interval: 20 }).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
  return found;
}

function outputOf({ Outputs = [] }: { Outputs?: { OutputKey?: string; OutputValue?: string }[] }, key: string): string {
  return Outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? '';
}

/** As eksctl finds stacks: every stack by ListStacks, then each by DescribeStacks with the id. */
async function stacksOfCluster() {
  const { StackSummaries = [] } = await sandbox.cf.send(new ListStacksCommand({}));
  const all = await Promise.all(StackSummaries.map(({ StackId = '' }) => sandbox.look(StackId)));
  return all.filter(({ Tags = [] }) => Tags.some(({ Key, Value }) => Key === shared[0]?.Key && Value === name));
}

async function providerArn(): Promise<string> {
  const { cluster } = await sandbox.eks.send(new DescribeClusterCommand({ name }));
  const { Account } = await sandbox.sts.send(new GetCallerIdentityCommand({}));
  return `arn:aws:iam::${Account}:oidc-provider/${cluster?.identity?.oidc?.issuer?.replace('https://', '')}`;
}

describe('the calls of eksctl, in its order', () => {
  it('create cluster: zones, offerings, stack, add-ons, node group, and a watch that shows the nodes that are there', async () => {
    const { Arn, Account } = await sandbox.sts.send(new GetCallerIdentityCommand({}));
    expect([Arn, Account]).toEqual([expect.any(String), expect.any(String)]);
    const { clusterVersions = [] } = await sandbox.eks.send(new DescribeClusterVersionsCommand({}));
    expect(clusterVersions.map(({ clusterVersion }) => clusterVersion)).toContain('1.34');
    const zones = await ec2.send(
      new DescribeAvailabilityZonesCommand({
        Filters: [
          { Name: 'region-name', Values: [REGION] },
          { Name: 'state', Values: ['available'] },
          { Name: 'zone-type', Values: ['availability-zone'] },
        ],
      }),
    );
    const names = (zones.AvailabilityZones ?? []).map(({ ZoneName = '' }) => ZoneName);
    expect(names.length).toBeGreaterThanOrEqual(2);
    const offerings = await ec2.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: 'availability-zone',
        Filters: [
          { Name: 'instance-type', Values: ['m5.large'] },
          { Name: 'location', Values: names },
        ],
        MaxResults: 100,
      }),
    );
    expect(offerings.InstanceTypeOfferings?.map(({ Location }) => Location)).toEqual(expect.arrayContaining(names));

    const { StackId = '' } = await sandbox.create(`eksctl-${name}-cluster`, clusterTemplate(name), {
      EnableTerminationProtection: true,
      Tags: [...shared, { Key: 'alpha.eksctl.io/cluster-oidc-enabled', Value: 'true' }],
    });
    const stack = await complete(StackId);
    const subnetIds = outputOf(stack, 'SubnetsPrivate').split(',');
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: subnetIds }));
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [outputOf(stack, 'VPC')] }));
    expect(Subnets.map(({ SubnetId, VpcId }) => [SubnetId, VpcId])).toEqual(
      expect.arrayContaining(subnetIds.map((id) => [id, Vpcs[0]?.VpcId])),
    );

    for (const addonName of ['eks-pod-identity-agent', 'vpc-cni']) {
      const asked = new DescribeAddonVersionsCommand({ addonName, kubernetesVersion: '1.34' });
      const { addons: [offered] = [] } = await sandbox.eks.send(asked);
      const chosen = offered?.addonVersions?.find(({ compatibilities }) => compatibilities?.[0]?.defaultVersion);
      const { addonVersion } = chosen ?? {};
      const wanted = { clusterName: name, addonName, addonVersion, resolveConflicts: 'OVERWRITE' } as const;
      expect((await sandbox.eks.send(new CreateAddonCommand(wanted))).addon?.addonName).toBe(addonName);
    }
    await sandbox.create(`eksctl-${name}-nodegroup-workers`, nodeGroupTemplate(name, 'workers', subnetIds), {
      Tags: [...shared, { Key: 'alpha.eksctl.io/nodegroup-name', Value: 'workers' }],
    });
    await complete(`eksctl-${name}-nodegroup-workers`);
    const made = sandbox.sandbox.world.state.eks[REGION]?.clusters[name];
    if (made === undefined) throw new Error('the stack made no cluster');
    kube = connect(sandbox.sandbox, made);
    expect((await kube.get('/version')).body['gitVersion']).toMatch(/^v1\.34\./);
    const nodes = '/api/v1/nodes?labelSelector=alpha.eksctl.io%2Fnodegroup-name%3Dworkers';
    await expect.poll(async () => (await kube.items(nodes)).length, { timeout: 5_000, interval: 20 }).toBe(2);
    const watching = kube.watch(`${nodes}&watch=true`);
    const seen = await watching.until((events) => events.length >= 2);
    expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(['ADDED']));
    watching.stop();
  });

  it('associate-iam-oidc-provider and create iamserviceaccount: a provider with a port in its URL, a stack, an account', async () => {
    const arn = await providerArn();
    const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
    await expect(sandbox.iam.send(get)).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    const [host = '', ...path] = arn.replace(/^.*oidc-provider\//, '').split('/');
    const created = await sandbox.iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${host}:443/${path.join('/')}`,
        ClientIDList: ['sts.amazonaws.com'],
        ThumbprintList: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'],
        Tags: shared.slice(0, 1),
      }),
    );
    expect(created.OpenIDConnectProviderArn).toBe(arn);
    const { cluster } = await sandbox.eks.send(new DescribeClusterCommand({ name }));
    const tags = { 'alpha.eksctl.io/cluster-oidc-enabled': 'true' };
    await sandbox.eks.send(new TagResourceCommand({ resourceArn: cluster?.arn, tags }));
    expect((await sandbox.iam.send(get)).ClientIDList).toEqual(['sts.amazonaws.com']);

    expect((await stacksOfCluster()).map(({ StackName }) => StackName)).not.toContain(roleStack);
    const missing = sandbox.cf.send(new DescribeStacksCommand({ StackName: roleStack }));
    await expect(missing).rejects.toMatchObject({ name: 'ValidationError' });
    const absent = await kube.get('/api/v1/namespaces/app/serviceaccounts/reader');
    expect([absent.status, absent.body['reason']]).toEqual([404, 'NotFound']);
    await sandbox.create(roleStack, roleTemplate({ AssumeRolePolicyDocument: irsaTrust(arn) }), {
      Tags: [...shared, accountTag],
    });
    const roleArn = outputOf(await complete(roleStack), 'Role1');
    expect((await kube.post('/api/v1/namespaces', { metadata: { name: 'app' } })).status).toBe(201);
    const account = {
      metadata: {
        name: 'reader',
        labels: { 'app.kubernetes.io/managed-by': 'eksctl' },
        annotations: { 'eks.amazonaws.com/role-arn': roleArn },
      },
    };
    expect((await kube.post('/api/v1/namespaces/app/serviceaccounts', account)).status).toBe(201);
  });

  it('migrate-to-pod-identity: the stack as it was submitted, a change set with doubled tags, the association', async () => {
    const { addon } = await sandbox.eks.send(
      new DescribeAddonCommand({ clusterName: name, addonName: 'eks-pod-identity-agent' }),
    );
    expect(addon?.status).toBe('ACTIVE');
    const irsa = (await stacksOfCluster()).filter(({ Tags = [] }) => Tags.some(({ Key }) => Key === accountTag.Key));
    expect(irsa.map(({ StackName }) => StackName)).toEqual([roleStack]);
    // eksctl keeps the last tag only, so their order has to stay.
    expect(irsa[0]?.Tags?.at(-1)).toEqual(accountTag);
    const accounts = await kube.items('/api/v1/serviceaccounts');
    expect(accounts.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toContain('app/reader');
    const { addons, nextToken } = await sandbox.eks.send(new ListAddonsCommand({ clusterName: name }));
    expect([addons?.toSorted(), nextToken]).toEqual([['eks-pod-identity-agent', 'vpc-cni'], undefined]);

    const roleArn = outputOf(irsa[0] ?? {}, 'Role1');
    const roleName = roleArn.split('/').at(-1) ?? '';
    expect(await trustOf(roleName)).toHaveLength(1);
    const { TemplateBody = '' } = await sandbox.cf.send(new GetTemplateCommand({ StackName: roleStack }));
    const template = JSON.parse(TemplateBody) as ReturnType<typeof roleTemplate>;
    const { AssumeRolePolicyDocument } = template.Resources.Role1.Properties as { AssumeRolePolicyDocument: Trust };
    AssumeRolePolicyDocument.Statement.push({
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    });
    const change = { StackName: roleStack, ChangeSetName: `eksctl-${roleName}-update-1` };
    const tags: Tag[] = [
      accountTag,
      ...shared,
      ...shared,
      { Key: 'alpha.eksctl.io/podidentityassociation-name', Value: 'app/reader' },
    ];
    await sandbox.cf.send(
      new CreateChangeSetCommand({
        ...change,
        ChangeSetType: 'UPDATE',
        TemplateBody: JSON.stringify(template),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Tags: tags,
      }),
    );
    expect((await sandbox.cf.send(new DescribeChangeSetCommand(change))).Status).toBe('CREATE_COMPLETE');
    await sandbox.cf.send(new ExecuteChangeSetCommand(change));
    const updated = await complete(roleStack);
    expect(updated.StackStatus).toBe('UPDATE_COMPLETE');
    expect(outputOf(updated, 'Role1')).toBe(roleArn);
    expect(await trustOf(roleName)).toHaveLength(2);

    const association = { clusterName: name, namespace: 'app', serviceAccount: 'reader', roleArn };
    await sandbox.eks.send(new CreatePodIdentityAssociationCommand(association));
    const again = sandbox.eks.send(new CreatePodIdentityAssociationCommand(association));
    await expect(again).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });
});

interface Trust {
  Version: string;
  Statement: object[];
}

/** As eksctl reads it: percent-encoded, a list of statements. */
async function trustOf(RoleName: string): Promise<object[]> {
  const { Role } = await sandbox.iam.send(new GetRoleCommand({ RoleName }));
  const encoded = Role?.AssumeRolePolicyDocument ?? '';
  expect(encoded).not.toContain('+');
  return (JSON.parse(decodeURIComponent(encoded)) as Trust).Statement;
}

function irsaTrust(arn: string): Trust {
  const issuer = arn.replace(/^.*oidc-provider\//, '');
  const StringEquals = {
    [`${issuer}:sub`]: 'system:serviceaccount:app:reader',
    [`${issuer}:aud`]: 'sts.amazonaws.com',
  };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: arn },
        Action: ['sts:AssumeRoleWithWebIdentity'],
        Condition: { StringEquals },
      },
    ],
  };
}
