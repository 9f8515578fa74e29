import type { Association, ClusterRef, Role } from '@podpass/inventory';
import { explainTrustPolicy, parseTrustPolicy, type ServiceAccountName } from '@podpass/trust-policy';
import { liveCluster } from './live-cluster.ts';
import { sameMeaning } from './same-meaning.ts';
import type { StepContext } from './step-runner.ts';

/**
 * Why a role that an operation made is not its alone any more, in words; undefined if it is. `made` is the trust policy that
 * it was made with. Associations of the operation itself are gone by now: it is undone last step first.
 */
export async function otherUseOf(role: Role, made: string, context: StepContext): Promise<string | undefined> {
  if (!sameMeaning(role.trustPolicy, made)) return 'its trust policy was changed since';
  const reach = reachOf(made);
  if (reach === undefined) return undefined;
  for (const cluster of await clustersOf(reach, context)) {
    const user = await userOf(role.arn, cluster, reach.subjects, context);
    if (user !== undefined) return `the association of ${user} uses it`;
  }
  return undefined;
}

interface Reach {
  everyCluster: boolean;
  /** Service accounts by their exact names; undefined where the policy does not limit them to such. */
  subjects: ServiceAccountName[] | undefined;
}

/** Undefined for a role that no association can use. */
function reachOf(trustPolicy: string): Reach | undefined {
  const parsed = parseTrustPolicy(trustPolicy);
  const statements = parsed.ok ? explainTrustPolicy(parsed.policy).statements : [];
  const ofPods = statements.filter(({ kind, effect }) => kind === 'pod-identity' && effect === 'Allow');
  if (ofPods.length === 0) return undefined;
  const named = ofPods.map(({ scope, subjects = [] }) => (scope.startsWith('service-account') ? subjects : undefined));
  return {
    everyCluster: ofPods.some(({ scope }) => scope === 'account'),
    subjects: named.includes(undefined) ? undefined : named.flatMap((subjects) => subjects ?? []),
  };
}

async function clustersOf({ everyCluster }: Reach, context: StepContext): Promise<ClusterRef[]> {
  const own = await liveCluster(context);
  const listed = everyCluster ? (await context.env.eks.listClusters()).clusters : [];
  const { arn } = context.cluster.ref;
  return [...(own === undefined ? [] : [own.ref]), ...listed.filter((other) => other.arn !== arn)];
}

/** The service account whose association uses the role, with its cluster. */
async function userOf(
  roleArn: string,
  cluster: ClusterRef,
  subjects: Reach['subjects'],
  { env, signal }: StepContext,
): Promise<string | undefined> {
  const uses = (found: Association) => found.roleArn === roleArn;
  const inWords = ({ namespace, serviceAccount }: Association) => `${namespace}/${serviceAccount} in ${cluster.name}`;
  if (subjects === undefined) {
    for await (const batch of env.associations.rows(cluster, { signal })) {
      const user = batch.kind === 'described' ? batch.items.find(uses) : undefined;
      if (user !== undefined) return inWords(user);
    }
    return undefined;
  }
  for (const { namespace, serviceAccount } of subjects) {
    for await (const page of env.eks.listAssociations(cluster, { namespace, serviceAccount }, { signal })) {
      for (const { associationId } of page) {
        const found = await env.associations.refresh(cluster, associationId);
        if (found !== undefined && uses(found)) return inWords(found);
      }
    }
  }
  return undefined;
}
