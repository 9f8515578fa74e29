import { type ConfigEdit, editConfigInOrder, openClusterConfig } from '@podpass/cluster-config';

export interface ClusterName {
  name: string;
  region: string;
}

export type Fit =
  | { kind: 'fits' }
  | { kind: 'unreadable'; why: string }
  /** It is of another cluster; `fixed` is the text with this one's name, where the layout allows it. */
  | { kind: 'other'; name: string | undefined; region: string | undefined; fixed: string | undefined };

/** Whether a text is the configuration of this cluster: it is found again by name and region. */
export function fitToCluster(text: string, cluster: ClusterName): Fit {
  const { model, diagnostics } = openClusterConfig(text);
  if (model === undefined) {
    const first = diagnostics.find(({ severity }) => severity === 'error');
    return { kind: 'unreadable', why: first?.message ?? 'It holds no ClusterConfig.' };
  }
  const { name, region, form } = model;
  if (name === cluster.name && region === cluster.region) return { kind: 'fits' };
  const rename: ConfigEdit[] = [
    { kind: 'set', target: 'config', path: ['metadata', 'name'], value: cluster.name },
    { kind: 'set', target: 'config', path: ['metadata', 'region'], value: cluster.region },
  ];
  if (form !== 'cluster-config') {
    rename.push({ kind: 'set', target: 'cluster', path: ['metadata', 'name'], value: cluster.name });
  }
  const edited = editConfigInOrder(text, rename);
  return { kind: 'other', name, region, fixed: edited.ok ? edited.text : undefined };
}

/** What a person begins with who writes the configuration of a cluster by hand. */
export function starterConfig({ name, region }: ClusterName, kubernetesVersion: string | undefined): string {
  const version = kubernetesVersion === undefined ? '' : `  version: "${kubernetesVersion}"\n`;
  return [
    'kind: Cluster',
    'metadata:',
    `  name: ${name}`,
    '  project: default',
    'spec:',
    '  blueprint: minimal',
    '  cloudprovider: default',
    '  type: eks',
    '---',
    'apiVersion: rafay.io/v1alpha5',
    'kind: ClusterConfig',
    'metadata:',
    `  name: ${name}`,
    `  region: ${region}`,
    version,
  ].join('\n');
}
