import { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAddonCommand, DescribeClusterCommand, DescribeNodegroupCommand } from '@aws-sdk/client-eks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyState } from '../../src/index.ts';
import { REGION } from '../running-sandbox.ts';
import { clusterTemplate, nodeGroupTemplate, roleTemplate } from './cluster-templates.ts';
import { runStackSandbox, type StackSandbox } from './stack-sandbox.ts';

let sandbox: StackSandbox;

beforeAll(async () => {
  // A control plane is never there at once: its API has to start.
  sandbox = await runStackSandbox({ state: emptyState({ transitions: { stack: 0, cluster: 0, addon: 0 } }) });
});

afterAll(async () => {
  await sandbox.stop();
});

/** The stack once nothing is in progress any more. */
async function settled(name: string) {
  let found = await sandbox.look(name);
  await expect
    .poll(
      async () => {
        found = await sandbox.look(name);
        return found.StackStatus;
      },
      { timeout: 10_000, interval: 20 },
    )
    .not.toMatch(/IN_PROGRESS$/);
  return found;
}

function outputs({ Outputs = [] }: { Outputs?: { OutputKey?: string; OutputValue?: string }[] }) {
  return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

describe('stacks as eksctl makes them', () => {
  let subnets: string[] = [];

  it('a cluster with its network, and all outputs that eksctl wants', async () => {
    await sandbox.create('eksctl-shop-cluster', clusterTemplate('shop'), { EnableTerminationProtection: true });
    const stack = await settled('eksctl-shop-cluster');
    expect(stack.StackStatusReason).toBeUndefined();
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const values = outputs(stack);
    const { cluster } = await sandbox.eks.send(new DescribeClusterCommand({ name: 'shop' }));
    expect(values).toMatchObject({
      ARN: cluster?.arn,
      CertificateAuthorityData: cluster?.certificateAuthority?.data,
      ClusterSecurityGroupId: cluster?.resourcesVpcConfig?.clusterSecurityGroupId,
      ClusterStackName: 'eksctl-shop-cluster',
      Endpoint: cluster?.endpoint,
      FeatureNATMode: 'Single',
      ServiceRoleARN: cluster?.roleArn,
      VPC: cluster?.resourcesVpcConfig?.vpcId,
    });
    expect(Buffer.from(values['CertificateAuthorityData'] ?? '', 'base64').toString()).toMatch(/BEGIN CERTIFICATE/);
    expect(cluster?.accessConfig?.authenticationMode).toBe('API_AND_CONFIG_MAP');
    subnets = (values['SubnetsPrivate'] ?? '').split(',');
    expect(subnets).toHaveLength(3);
  });

  it('a node group that imports the security group of the cluster', async () => {
    await sandbox.create('eksctl-shop-nodegroup-workers', nodeGroupTemplate('shop', 'workers', subnets));
    const stack = await settled('eksctl-shop-nodegroup-workers');
    expect([stack.StackStatus, stack.StackStatusReason]).toEqual(['CREATE_COMPLETE', undefined]);
    const named = { clusterName: 'shop', nodegroupName: 'workers' };
    const { nodegroup } = await sandbox.eks.send(new DescribeNodegroupCommand(named));
    expect(nodegroup).toMatchObject({
      status: 'ACTIVE',
      scalingConfig: { minSize: 2, desiredSize: 2 },
      labels: { 'alpha.eksctl.io/nodegroup-name': 'workers' },
    });
    const templates = Object.values(sandbox.sandbox.world.state.ec2[REGION]?.launchTemplates ?? {});
    expect(JSON.stringify(templates)).toContain(
      outputs(await sandbox.look('eksctl-shop-cluster'))['ClusterSecurityGroupId'],
    );
  });

  it('add-ons, access entries and associations, which wait for what they need', async () => {
    const entry = { Ref: 'Role1' };
    const template = {
      Resources: {
        ...roleTemplate().Resources,
        Association: {
          Type: 'AWS::EKS::PodIdentityAssociation',
          DependsOn: 'Agent',
          Properties: {
            ClusterName: 'shop',
            Namespace: 'default',
            ServiceAccount: 'app',
            RoleArn: { 'Fn::GetAtt': ['Role1', 'Arn'] },
          },
        },
        Agent: { Type: 'AWS::EKS::Addon', Properties: { ClusterName: 'shop', AddonName: 'eks-pod-identity-agent' } },
        Entry: {
          Type: 'AWS::EKS::AccessEntry',
          Properties: {
            ClusterName: 'shop',
            PrincipalArn: { 'Fn::GetAtt': ['Role1', 'Arn'] },
            AccessPolicies: [
              {
                PolicyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
                AccessScope: { Type: 'namespace', Namespaces: ['default'] },
              },
            ],
          },
        },
      },
      Outputs: { Id: { Value: { 'Fn::GetAtt': ['Association', 'AssociationId'] } }, Role: { Value: entry } },
    };
    await sandbox.create('parts', template);
    const stack = await settled('parts');
    expect([stack.StackStatus, stack.StackStatusReason]).toEqual(['CREATE_COMPLETE', undefined]);
    const cluster = sandbox.sandbox.world.state.eks[REGION]?.clusters['shop'];
    expect(Object.keys(cluster?.associations ?? {})).toEqual([outputs(stack)['Id']]);
    const addon = { clusterName: 'shop', addonName: 'eks-pod-identity-agent' };
    expect((await sandbox.eks.send(new DescribeAddonCommand(addon))).addon?.status).toBe('ACTIVE');
    const policies = Object.values(cluster?.accessEntries ?? {}).flatMap((one) => one.policies);
    expect(policies.map(({ scope }) => scope.type)).toContain('namespace');
    await sandbox.remove('parts');
    await settled(stack.StackId ?? '');
    expect([cluster?.associations, cluster?.addons]).toEqual([{}, {}]);
  });

  it('a node group that does not come up takes its stack back', async () => {
    await sandbox.control('POST', 'faults', {
      service: 'eks',
      operation: 'CREATE Nodegroup',
      error: 'NodeCreationFailure',
    });
    const { StackId = '' } = await sandbox.create('broken', nodeGroupTemplate('shop', 'broken', subnets));
    expect((await settled(StackId)).StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await sandbox.events(StackId)).find(({ what }) => what === 'ManagedNodeGroup CREATE_FAILED');
    expect(failed?.reason).toContain('NodeCreationFailure');
    await sandbox.remove(StackId);
  });

  it('all of it goes', async () => {
    const { world } = sandbox.sandbox;
    for (const name of ['eksctl-shop-nodegroup-workers', 'eksctl-shop-cluster']) {
      const { StackId = '' } = await sandbox.look(name);
      const open = { StackName: StackId, EnableTerminationProtection: false };
      await sandbox.cf.send(new UpdateTerminationProtectionCommand(open));
      await sandbox.remove(StackId);
      const gone = await settled(StackId);
      expect([gone.StackStatus, gone.StackStatusReason]).toEqual(['DELETE_COMPLETE', undefined]);
    }
    expect(Object.keys(world.state.iam.roles)).toEqual([]);
    const left = Object.values(world.state.ec2[REGION] ?? {}).flatMap((records) => Object.keys(records as object));
    expect(left).toEqual([]);
  });
});
