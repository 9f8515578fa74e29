import type { ClusterState } from '../state/eks-state.ts';
import { seedAccessEntry, seedAddon, seedAssociation, seedCluster, seedNodeGroup } from './seed-cluster.ts';
import { eksArn, iamArn, type SeedContext, seedUuid } from './seed-context.ts';
import { KubernetesSeed } from './seed-kubernetes.ts';
import { seedOidcProvider, seedRole } from './seed-roles.ts';
import {
  document,
  irsaStatement,
  type Issuer,
  podIdentityStatement,
  scopedPodIdentityStatement,
  serviceTrust,
} from './trust-documents.ts';

/** Half-way: the agent runs, some accounts have associations, some still use IRSA, some have both. */
export async function seedDemoCluster(context: SeedContext): Promise<void> {
  const cluster = await seedCluster(context, {
    name: 'demo-eks-cluster',
    version: '1.33',
    platformVersion: 'eks.20',
    tags: { env: 'dev' },
    ageInDays: 240,
  });
  seedNodeGroup(context, cluster, 'ng-51ada954', 3);
  seedFargate(context, cluster);
  const issuerName = cluster.oidcIssuer.replace('https://', '');
  const issuer = { issuer: issuerName, providerArn: seedOidcProvider(context, issuerName) };
  seedAddons(context, cluster, issuer);
  const kubernetes = new KubernetesSeed(context, cluster);
  seedShop(context, cluster, kubernetes, issuer);
  seedAnalytics(context, cluster, kubernetes, issuer);
  seedSearch(context, kubernetes, issuer);
  seedAccessEntry(context, cluster, iamArn(context, 'role/platform-engineers'), 'AmazonEKSAdminViewPolicy');
  seedAccessEntry(context, cluster, iamArn(context, 'role/shop-developers'), 'AmazonEKSEditPolicy', [
    'shop',
    'analytics',
  ]);
}

function seedFargate(context: SeedContext, cluster: ClusterState): void {
  const podExecutionRoleArn = seedRole(context, {
    name: `${cluster.name}-fargate`,
    trust: serviceTrust('eks-fargate-pods.amazonaws.com'),
  });
  cluster.fargateProfiles['batch'] = {
    name: 'batch',
    arn: eksArn(context, `fargateprofile/${cluster.name}/batch/${seedUuid(context)}`),
    status: 'ACTIVE',
    createdAt: cluster.createdAt,
    podExecutionRoleArn,
    subnetIds: cluster.vpc.subnetIds,
    selectors: [{ namespace: 'batch', labels: {} }],
    tags: {},
  };
}

function seedAddons(context: SeedContext, cluster: ClusterState, issuer: Issuer): void {
  seedAddon(context, cluster, { name: 'eks-pod-identity-agent', outdated: true });
  seedAddon(context, cluster, { name: 'kube-proxy' });
  seedAddon(context, cluster, { name: 'coredns' });
  const cniRole = seedRole(context, {
    name: `${cluster.name}-vpc-cni`,
    trust: document(irsaStatement(issuer, 'kube-system/aws-node')),
    attached: ['AmazonEKS_CNI_Policy'],
  });
  seedAddon(context, cluster, { name: 'vpc-cni', serviceAccountRoleArn: cniRole });
  const ebsRole = seedRole(context, {
    name: `${cluster.name}-ebs-csi`,
    trust: document(podIdentityStatement()),
    attached: ['service-role/AmazonEBSCSIDriverPolicy'],
  });
  const ebs = seedAddon(context, cluster, { name: 'aws-ebs-csi-driver' });
  seedAssociation(context, cluster, {
    namespace: 'kube-system',
    serviceAccount: 'ebs-csi-controller-sa',
    roleArn: ebsRole,
    owner: ebs,
    ageInDays: 90,
  });
}

function seedShop(context: SeedContext, cluster: ClusterState, kubernetes: KubernetesSeed, issuer: Issuer): void {
  const { account } = context.state;
  const checkout = seedRole(context, {
    name: 'shop-checkout',
    path: '/shop/',
    description: 'Orders and payments queue',
    trust: document(scopedPodIdentityStatement(account, cluster.arn, 'shop', ['checkout'])),
    attached: ['AmazonSQSFullAccess'],
    tags: { team: 'shop' },
  });
  kubernetes.workload({ namespace: 'shop', name: 'checkout', serviceAccount: 'checkout', replicas: 3 });
  seedAssociation(context, cluster, {
    namespace: 'shop',
    serviceAccount: 'checkout',
    roleArn: checkout,
    tags: { team: 'shop' },
    ageInDays: 60,
  });

  const catalog = seedRole(context, {
    name: 'shop-catalog',
    trust: document(
      irsaStatement(issuer, 'shop/catalog'),
      scopedPodIdentityStatement(account, cluster.arn, 'shop', ['catalog']),
    ),
    attached: ['AmazonDynamoDBReadOnlyAccess'],
  });
  kubernetes.workload({
    namespace: 'shop',
    name: 'catalog',
    serviceAccount: 'catalog',
    replicas: 2,
    irsaRoleArn: catalog,
  });
  seedAssociation(context, cluster, {
    namespace: 'shop',
    serviceAccount: 'catalog',
    roleArn: catalog,
    afterPods: true,
    ageInDays: 0,
  });

  const media = seedRole(context, {
    name: 'shop-media',
    description: 'Pictures and thumbnails; shared by two service accounts',
    trust: document(irsaStatement(issuer, 'shop/images', 'shop/thumbnails')),
    attached: ['AmazonS3ReadOnlyAccess'],
  });
  kubernetes.workload({ namespace: 'shop', name: 'images', serviceAccount: 'images', irsaRoleArn: media });
  kubernetes.workload({
    kind: 'StatefulSet',
    namespace: 'shop',
    name: 'thumbnails',
    serviceAccount: 'thumbnails',
    replicas: 2,
    irsaRoleArn: media,
  });
  kubernetes.workload({ namespace: 'shop', name: 'storefront', serviceAccount: 'storefront', replicas: 3 });
  kubernetes.workload({ kind: 'DaemonSet', namespace: 'shop', name: 'log-shipper', serviceAccount: 'log-shipper' });
}

function seedAnalytics(context: SeedContext, cluster: ClusterState, kubernetes: KubernetesSeed, issuer: Issuer): void {
  const reporter = seedRole(context, {
    name: 'analytics-reporter',
    description: 'Nightly reports; its trust was narrowed to another service account by mistake',
    trust: document(scopedPodIdentityStatement(context.state.account, cluster.arn, 'analytics', ['reports'])),
    attached: ['AmazonS3ReadOnlyAccess'],
  });
  kubernetes.workload({ namespace: 'analytics', name: 'reporter', serviceAccount: 'reporter', replicas: 1 });
  seedAssociation(context, cluster, {
    namespace: 'analytics',
    serviceAccount: 'reporter',
    roleArn: reporter,
    ageInDays: 30,
  });

  const exporter = seedRole(context, {
    name: 'analytics-exporter',
    trust: document(podIdentityStatement({ StringEquals: { 'aws:SourceAccount': context.state.account } })),
    inline: {
      'assume-target': {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['sts:AssumeRole', 'sts:TagSession'],
            Resource: 'arn:aws:iam::444455556666:role/data-lake-writer',
          },
        ],
      },
    },
  });
  kubernetes.workload({ namespace: 'analytics', name: 'exporter', serviceAccount: 'exporter', replicas: 1 });
  const readOnly = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::data-lake/*' }],
  };
  seedAssociation(context, cluster, {
    namespace: 'analytics',
    serviceAccount: 'exporter',
    roleArn: exporter,
    targetRoleArn: 'arn:aws:iam::444455556666:role/data-lake-writer',
    disableSessionTags: true,
    policy: JSON.stringify(readOnly),
    ageInDays: 12,
  });
  // Left behind: the service account is gone, the association is not.
  seedAssociation(context, cluster, {
    namespace: 'analytics',
    serviceAccount: 'old-importer',
    roleArn: exporter,
    ageInDays: 180,
  });

  const batch = seedRole(context, {
    name: 'batch-settlement',
    trust: document(irsaStatement(issuer, 'batch/settlement')),
    attached: ['AmazonSQSFullAccess'],
  });
  kubernetes.workload({
    namespace: 'batch',
    name: 'settlement',
    serviceAccount: 'settlement',
    replicas: 1,
    irsaRoleArn: batch,
  });
  kubernetes.cronJob('analytics', 'nightly-report', 'reporter', '0 3 * * *');
}

/** Owned by a GitOps tool, which would put a removed annotation back. */
function seedSearch(context: SeedContext, kubernetes: KubernetesSeed, issuer: Issuer): void {
  const gitops = { 'app.kubernetes.io/instance': 'search', 'argocd.argoproj.io/instance': 'search' };
  const indexer = seedRole(context, {
    name: 'search-indexer',
    trust: document(irsaStatement(issuer, 'search/indexer')),
    attached: ['AmazonDynamoDBReadOnlyAccess'],
  });
  kubernetes.workload({
    namespace: 'search',
    name: 'indexer',
    serviceAccount: 'indexer',
    labels: gitops,
    irsaRoleArn: indexer,
  });
}
