import type { AwsError, World } from '../world.ts';
import type { PodCredential } from './credentials/pod-credential.ts';

export { type ClusterKeys, createClusterKeys } from './certificates.ts';
export type { PodCredential } from './credentials/pod-credential.ts';
export {
  mintServiceAccountToken,
  type ReadTokenResult,
  readServiceAccountToken,
  type ServiceAccountTokenClaims,
  type VerifiedServiceAccountClaims,
} from './tokens.ts';

/** One request on its way to the guard: the same shape as the AWS port's calls. */
export interface KubernetesCall<Answer extends { status: number }> {
  service: 'kubernetes';
  /** Verb and resource: `PATCH serviceaccounts`, `LIST pods`, `CREATE pods/eviction`, `WATCH nodes`. */
  operation: string;
  /** Has the effect and gives the answer; refusals are answers with an error status. */
  perform: () => Promise<Answer>;
  /** The answer in Kubernetes form to a refusal of the guard itself. */
  refuse: (error: AwsError) => Answer;
}

/** May wait, refuse before or after the effect, cut the connection, and keep a log of calls. */
export type KubernetesGuard = <Answer extends { status: number }>(
  call: KubernetesCall<Answer>,
) => Promise<Answer | 'disconnect'>;

export interface KubernetesHooks {
  guard?: KubernetesGuard;
}

export interface KubernetesServers {
  /** `https://127.0.0.1:PORT`, or an address that refuses connections while the cluster has no listener. */
  endpoint(clusterArn: string): string;
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
  void world;
  void hooks;
  return Promise.reject(new Error('the Kubernetes API is not there yet'));
}
