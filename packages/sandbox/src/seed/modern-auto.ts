import { seedAssociation, seedCluster } from './seed-cluster.ts';
import type { SeedContext } from './seed-context.ts';
import { KubernetesSeed } from './seed-kubernetes.ts';
import { seedRole } from './seed-roles.ts';
import { document, scopedPodIdentityStatement } from './trust-documents.ts';

/** After: Auto Mode with its built-in agent, everything on Pod Identity, no OIDC provider. */
export async function seedModernCluster(context: SeedContext): Promise<void> {
  const cluster = await seedCluster(context, {
    name: 'modern-auto',
    version: '1.34',
    platformVersion: 'eks.9',
    authenticationMode: 'API',
    autoMode: true,
    tags: { env: 'staging' },
    ageInDays: 40,
  });
  const kubernetes = new KubernetesSeed(context, cluster);
  for (const [name, policy] of [
    ['ingest', 'AmazonSQSFullAccess'],
    ['transform', 'AmazonS3FullAccess'],
    ['publish', 'AmazonDynamoDBFullAccess'],
  ] as const) {
    const roleArn = seedRole(context, {
      name: `pipeline-${name}`,
      path: '/pipeline/',
      trust: document(scopedPodIdentityStatement(context.state.account, cluster.arn, 'pipeline', [name])),
      attached: [policy],
    });
    kubernetes.workload({ namespace: 'pipeline', name, serviceAccount: name, replicas: 2 });
    seedAssociation(context, cluster, { namespace: 'pipeline', serviceAccount: name, roleArn, ageInDays: 35 });
  }
}
