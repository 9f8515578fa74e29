import type { KubernetesServers } from './kubernetes/index.ts';

/** Stands in until the Kubernetes API is there. */
export const withoutKubernetes: KubernetesServers = {
  endpoint: () => 'https://127.0.0.1:1',
  clusterChanged: () => undefined,
  sync: () => Promise.resolve(),
  reconcile: () => undefined,
  close: () => Promise.resolve(),
  podCredentials: () => [],
};
