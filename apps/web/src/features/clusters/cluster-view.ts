import type { ClusterSummary } from '@podpass/contract';
import type { ConfigSummary, OperationSummary } from '@podpass/inventory';
import { eksStatusInWords } from '../../ui/cluster-status.tsx';
import { lifecycleLooks } from '../../ui/lifecycle.ts';

/** A cluster as the table sorts and filters it, in whatever state: from a draft to one that is being deleted. */
export interface ClusterView {
  /** Of the cluster, or `draft ID` for a configuration of which there is no cluster. */
  key: string;
  name: string;
  region: string;
  account: string;
  /** In words. */
  status: string;
  version: string;
  created: string;
  /** What EKS and operations say; undefined for a configuration alone. */
  summary: ClusterSummary | undefined;
  /** What makes it or takes it away, where that is on its way or did not end well. */
  operation: OperationSummary | undefined;
  /** The configuration of which there is no cluster. */
  config: ConfigSummary | undefined;
}

/** Clusters, then the configurations of which there is none yet. */
export function toClusterViews(clusters: readonly ClusterSummary[], configs: readonly ConfigSummary[]): ClusterView[] {
  const there = new Set(clusters.map(({ ref }) => `${ref.name} ${ref.region}`));
  return [
    ...clusters.map(ofCluster),
    ...configs.filter(({ name, region }) => !there.has(`${name} ${region}`)).map(ofConfig),
  ];
}

function ofCluster(summary: ClusterSummary): ClusterView {
  const { ref, status, kubernetesVersion, createdAt, operation } = summary;
  return {
    key: ref.key,
    name: ref.name,
    region: ref.region,
    account: ref.account,
    status: operation ? lifecycleLooks(operation).words : status ? eksStatusInWords(status) : 'Unknown',
    version: kubernetesVersion ?? '',
    created: createdAt ?? '',
    summary,
    operation,
    config: undefined,
  };
}

function ofConfig(config: ConfigSummary): ClusterView {
  return {
    key: `draft ${config.id}`,
    name: config.name,
    region: config.region,
    account: '',
    status: config.state === 'draft' ? 'Draft' : 'Not provisioned',
    version: config.kubernetesVersion ?? '',
    created: '',
    summary: undefined,
    operation: undefined,
    config,
  };
}
