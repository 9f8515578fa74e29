import type { World } from '../world.ts';
import type { PodCredential } from './credentials/pod-credential.ts';
import { Fleet } from './fleet.ts';
import type { KubernetesGuard } from './guard.ts';

export { type ClusterKeys, createClusterKeys } from './certificates.ts';
export type { KubernetesGuard } from './guard.ts';
export type { PodCredential } from './credentials/pod-credential.ts';
export {
  mintServiceAccountToken,
  readServiceAccountToken,
  type ServiceAccountTokenClaims,
} from './tokens.ts';

export interface KubernetesHooks {
  guard?: KubernetesGuard;
}

export interface KubernetesServers {
  /** `https://127.0.0.1:PORT`, or an address that refuses connections while the cluster has no listener. */
  endpoint(clusterArn: string): string;
  /** Whether the cluster has a listener. */
  runs(clusterArn: string): boolean;
  /** EKS changed something that the cluster acts on: node groups, add-ons, associations, Fargate profiles. */
  clusterChanged(clusterArn: string): void;
  /** Opens and closes listeners so that they match the state, after the state was replaced. */
  sync(): Promise<void>;
  /** Does what is due now; called when a `kubernetes-reconcile` transition fires. */
  reconcile(clusterArn: string): void;
  close(): Promise<void>;
  /** How every running pod, and a pod of each service account created now, gets AWS credentials. */
  podCredentials(clusterArn: string): PodCredential[];
}

/** Starts one HTTPS listener on 127.0.0.1 for each cluster in the state. */
export async function startKubernetes(world: World, hooks: KubernetesHooks = {}): Promise<KubernetesServers> {
  const fleet = new Fleet(world, hooks.guard);
  await fleet.sync();
  return {
    endpoint: (clusterArn) => fleet.endpoint(clusterArn),
    runs: (clusterArn) => fleet.runs(clusterArn),
    clusterChanged: (clusterArn) => fleet.clusterChanged(clusterArn),
    sync: () => fleet.sync(),
    reconcile: (clusterArn) => fleet.reconcile(clusterArn),
    close: () => fleet.close(),
    podCredentials: (clusterArn) => fleet.podCredentials(clusterArn),
  };
}
