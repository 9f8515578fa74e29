import { awsManagedPolicies } from '../iam/managed-policies/index.ts';
import type { SandboxState } from '../state/sandbox-state.ts';
import { type EmptyStateOptions, emptyState } from '../world/empty-state.ts';
import { seedDemoCluster } from './demo-eks-cluster.ts';
import { seedLegacyCluster } from './legacy-prod.ts';
import { seedModernCluster } from './modern-auto.ts';
import { seedNetworks } from './seed-networks.ts';
import { daysAgo, iamArn, type SeedContext } from './seed-context.ts';
import { seedOidcProvider, seedRole } from './seed-roles.ts';
import { document, podIdentityStatement, serviceTrust } from './trust-documents.ts';

export interface DemoStateOptions extends EmptyStateOptions {
  /** The moment at which the demo begins, epoch milliseconds; default now. */
  at?: number;
}

/**
 * An account to try everything on: one cluster before its migration to Pod Identity, one half-way, one after it, with
 * roles of every trust shape. Keys are made anew each time; all else is the same for the same options.
 */
export async function demoState({ at = Date.now(), ...options }: DemoStateOptions = {}): Promise<SandboxState> {
  const state = emptyState(options);
  const context: SeedContext = { state, region: state.defaultRegion, at };
  Object.assign(state.iam.policies, awsManagedPolicies(state.partition, daysAgo(context, 1000)));
  seedNetworks(context);
  seedAccountWide(context);
  await seedDemoCluster(context);
  await seedLegacyCluster(context);
  await seedModernCluster(context);
  return state;
}

function seedAccountWide(context: SeedContext): void {
  const { state } = context;
  seedOidcProvider(context, 'token.actions.githubusercontent.com');
  const root = `arn:${state.partition}:iam::${state.account}:root`;
  const trustAccount = document({ Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' });
  seedRole(context, { name: 'platform-engineers', trust: trustAccount, attached: ['AdministratorAccess'] });
  seedRole(context, { name: 'shop-developers', trust: trustAccount, attached: ['ReadOnlyAccess'] });
  seedRole(context, {
    name: 'demo-eks-full',
    description: 'May be used by every pod of the account',
    trust: document(podIdentityStatement()),
    attached: ['AmazonS3FullAccess'],
  });
  seedRole(context, {
    name: 'invoices-reader',
    description: 'For Lambda so far; does not trust pods yet',
    trust: serviceTrust('lambda.amazonaws.com'),
    attached: ['AmazonS3ReadOnlyAccess'],
  });
  seedRole(context, {
    name: 'AWSServiceRoleForAmazonEKS',
    path: '/aws-service-role/eks.amazonaws.com/',
    trust: serviceTrust('eks.amazonaws.com'),
    serviceLinked: true,
  });
  seedRole(context, {
    name: 'eks-cluster',
    description: 'For the control planes of new clusters',
    trust: serviceTrust('eks.amazonaws.com'),
    attached: ['AmazonEKSClusterPolicy'],
  });
  seedRole(context, {
    name: 'eks-node',
    description: 'For the nodes of new clusters',
    trust: serviceTrust('ec2.amazonaws.com'),
    attached: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'],
  });
  seedAccountPolicies(context);
}

/** Customer-managed policies, one of them for use as a permissions boundary. */
function seedAccountPolicies(context: SeedContext): void {
  const createdAt = daysAgo(context, 150);
  const policies = {
    'demo-eks-full': { Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' },
    'workload-boundary': { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' },
  };
  for (const [name, statement] of Object.entries(policies)) {
    const arn = iamArn(context, `policy/${name}`);
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    context.state.iam.policies[arn] = {
      arn,
      name,
      path: '/',
      id: `ANPADEMO${name
        .replace(/[^a-z]/g, '')
        .toUpperCase()
        .padEnd(13, 'X')
        .slice(0, 13)}`,
      createdAt,
      updatedAt: createdAt,
      defaultVersionId: 'v1',
      versions: { v1: { document: text, createdAt } },
      tags: {},
      awsManaged: false,
    };
  }
}
