import {
  irsaAnnotations,
  type Association,
  type AssociationRow,
  type AssociationSummary,
  type Cluster,
  type KubernetesInventory,
  type RoleSummary,
} from '@podpass/inventory';
import { trustOf } from '../iam/trust-of.ts';
import { bySubject, podUsage, subjectOf } from '../observe/pod-usage.ts';

/** What is known so far; a part that is undefined has not been looked at, or could not be. */
export interface RowFacts {
  cluster: Cluster;
  summary: AssociationSummary;
  details: Association | undefined;
  /** Undefined: not looked at yet. Null: looked for and not found. */
  role: RoleSummary | null | undefined;
  seen: SeenCluster | undefined;
}

/** A Kubernetes inventory made ready for many look-ups. */
export interface SeenCluster {
  namespaces: ReadonlySet<string>;
  serviceAccounts: ReadonlyMap<string, KubernetesInventory['serviceAccounts'][number]>;
  pods: ReadonlyMap<string, KubernetesInventory['pods']>;
}

export function seeCluster(inventory: KubernetesInventory): SeenCluster {
  return {
    namespaces: new Set(inventory.namespaces),
    serviceAccounts: new Map(
      inventory.serviceAccounts.map((account) => [
        subjectOf({ namespace: account.namespace, serviceAccount: account.name }),
        account,
      ]),
    ),
    pods: bySubject(inventory.pods),
  };
}

export function associationRow({ cluster, summary, details, role, seen }: RowFacts): AssociationRow {
  return {
    ...summary,
    ...(details === undefined ? {} : { details }),
    trust: trustOfRow(cluster, details, role),
    ...(seen === undefined ? {} : { cluster: clusterFacts(summary, seen) }),
  };
}

function trustOfRow(
  cluster: Cluster,
  details: Association | undefined,
  role: RowFacts['role'],
): AssociationRow['trust'] {
  if (details === undefined || role === undefined) return { status: 'pending', reasons: [] };
  if (role === null) return { status: 'missing', reasons: [`There is no role ${details.roleArn} in this account.`] };
  return trustOf(role.trustPolicy, cluster, {
    namespace: details.namespace,
    serviceAccount: details.serviceAccount,
    sessionTags: !details.disableSessionTags,
  });
}

function clusterFacts(summary: AssociationSummary, seen: SeenCluster): NonNullable<AssociationRow['cluster']> {
  const subject = subjectOf(summary);
  const irsaRoleArn = seen.serviceAccounts.get(subject)?.annotations[irsaAnnotations.roleArn];
  return {
    namespaceExists: seen.namespaces.has(summary.namespace),
    serviceAccountExists: seen.serviceAccounts.has(subject),
    ...(irsaRoleArn === undefined ? {} : { irsaRoleArn }),
    pods: podUsage(seen.pods.get(subject) ?? []),
  };
}
