import type { ClusterSummary } from '@podpass/contract';

/** A cluster as the table sorts and filters it. */
export interface ClusterView {
  key: string;
  name: string;
  region: string;
  account: string;
  status: string;
  version: string;
  created: string;
  summary: ClusterSummary;
}

export function toClusterView(summary: ClusterSummary): ClusterView {
  const { ref, status, kubernetesVersion, createdAt } = summary;
  return {
    key: ref.key,
    name: ref.name,
    region: ref.region,
    account: ref.account,
    status: status ?? 'unknown',
    version: kubernetesVersion ?? '',
    created: createdAt ?? '',
    summary,
  };
}
