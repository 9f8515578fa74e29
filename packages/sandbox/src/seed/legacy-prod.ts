import { seedAddon, seedCluster, seedNodeGroup } from './seed-cluster.ts';
import { iamArn, type SeedContext } from './seed-context.ts';
import { KubernetesSeed } from './seed-kubernetes.ts';
import { seedOidcProvider, seedRole, type TrustDocument } from './seed-roles.ts';
import {
  document,
  irsaAudienceOnlyStatement,
  irsaStatement,
  type Issuer,
  podIdentityStatement,
} from './trust-documents.ts';

/** Before: no agent, everything on IRSA, with a role for each shape of trust policy that is met in the field. */
export async function seedLegacyCluster(context: SeedContext): Promise<void> {
  const cluster = await seedCluster(context, {
    name: 'legacy-prod',
    version: '1.31',
    platformVersion: 'eks.36',
    authenticationMode: 'API_AND_CONFIG_MAP',
    tags: { env: 'prod' },
    ageInDays: 900,
  });
  seedNodeGroup(context, cluster, 'workers', 2);
  const issuerName = cluster.oidcIssuer.replace('https://', '');
  const issuer = { issuer: issuerName, providerArn: seedOidcProvider(context, issuerName) };
  seedAddon(context, cluster, { name: 'kube-proxy' });
  seedAddon(context, cluster, { name: 'coredns' });
  const cniRole = seedRole(context, {
    name: 'legacy-prod-vpc-cni',
    trust: document(irsaStatement(issuer, 'kube-system/aws-node')),
    attached: ['AmazonEKS_CNI_Policy'],
  });
  seedAddon(context, cluster, { name: 'vpc-cni', serviceAccountRoleArn: cniRole });
  const kubernetes = new KubernetesSeed(context, cluster);
  for (const [account, trust] of Object.entries(trustShapes(context, issuer))) {
    const [namespace = '', name = ''] = account.split('/');
    const roleArn = seedRole(context, {
      name: `legacy-${namespace}-${name}`,
      trust,
      attached: ['AmazonS3ReadOnlyAccess'],
    });
    kubernetes.workload({ namespace, name, serviceAccount: name, replicas: 1, irsaRoleArn: roleArn });
  }
  seedHardCases(context, kubernetes);
}

/** One service account for each shape of trust (the role's statements beside the plain one). */
function trustShapes(context: SeedContext, issuer: Issuer): Record<string, TrustDocument> {
  const other = {
    issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
    providerArn: iamArn(context, 'oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'),
  };
  const github = {
    Effect: 'Allow',
    Principal: { Federated: iamArn(context, 'oidc-provider/token.actions.githubusercontent.com') },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/orders:*' } },
  };
  return {
    'orders/exact': document(irsaStatement(issuer, 'orders/exact')),
    'orders/shared': document(irsaStatement(issuer, 'orders/shared', 'orders/shared-worker')),
    'orders/namespace-wide': document(irsaStatement(issuer, 'orders/*')),
    'orders/any-namespace': document(irsaStatement(issuer, '*/any-namespace')),
    'orders/audience-only': document(irsaAudienceOnlyStatement(issuer)),
    'billing/two-clusters': document(
      irsaStatement(issuer, 'billing/two-clusters'),
      irsaStatement(other, 'billing/two-clusters'),
    ),
    'billing/with-pipeline': document(irsaStatement(issuer, 'billing/with-pipeline'), github),
    'billing/both-ways': document(irsaStatement(issuer, 'billing/both-ways'), podIdentityStatement()),
    // A statement as an object, and members in other forms: legal, and met in the field.
    'billing/single-object': {
      Version: '2012-10-17',
      Id: 'made-by-hand',
      Statement: irsaStatement(issuer, 'billing/single-object'),
    },
    'billing/denied': document(irsaStatement(issuer, 'billing/denied'), {
      Sid: 'NoServices',
      Effect: 'Deny',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    'billing/case-insensitive': document({
      Effect: 'Allow',
      Principal: { Federated: [issuer.providerArn] },
      Action: ['sts:assumerolewithwebidentity'],
      Condition: {
        'ForAnyValue:StringEqualsIgnoreCase': {
          [`${issuer.issuer}:SUB`]: ['system:serviceaccount:billing:case-insensitive'],
        },
      },
    }),
    'ops/large': document(
      irsaStatement(issuer, 'ops/large'),
      ...[1, 2, 3].map((n) =>
        irsaStatement(
          {
            issuer: `oidc.eks.us-east-${(n % 2) + 1}.amazonaws.com/id/${String(n).repeat(32)}`,
            providerArn: iamArn(
              context,
              `oidc-provider/oidc.eks.us-east-${(n % 2) + 1}.amazonaws.com/id/${String(n).repeat(32)}`,
            ),
          },
          'ops/large',
        ),
      ),
    ),
  };
}

/** What cannot be migrated without a person: a role elsewhere, no role at all, variables in the pod's own spec. */
function seedHardCases(context: SeedContext, kubernetes: KubernetesSeed): void {
  kubernetes.workload({
    namespace: 'ops',
    name: 'cross-account',
    serviceAccount: 'cross-account',
    replicas: 1,
    irsaRoleArn: 'arn:aws:iam::444455556666:role/shared-tools',
  });
  kubernetes.workload({
    namespace: 'ops',
    name: 'role-deleted',
    serviceAccount: 'role-deleted',
    replicas: 1,
    irsaRoleArn: iamArn(context, 'role/gone-long-ago'),
  });
  kubernetes.workload({
    namespace: 'ops',
    name: 'hard-coded',
    serviceAccount: 'hard-coded',
    replicas: 1,
    env: [
      { name: 'AWS_ROLE_ARN', value: iamArn(context, 'role/legacy-orders-exact') },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/secrets/custom/token' },
    ],
  });
}
