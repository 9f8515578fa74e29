import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import type { Pod } from '../objects/kinds.ts';
import { markForFargate } from '../platform/fargate.ts';
import type { ResourceType } from '../resources/resource-type.ts';
import { decideInjection } from './aws-identity.ts';
import { injectAwsIdentity } from './pod-identity-webhook.ts';
import { attachServiceAccount } from './service-account.ts';

/**
 * Mutating admission of a new object, in the order of the API server: the service account of a pod first, then the
 * EKS pod identity webhook. Updates are not mutated: a pod keeps the identity it was created with.
 *
 * @throws ApiError Forbidden
 */
export function admit(cluster: ClusterRuntime, type: ResourceType, object: KubernetesObject): void {
  if (type.kind !== 'Pod' || object['spec'] === undefined) return;
  const pod = object as Pod;
  const account = attachServiceAccount(cluster, type, pod);
  const eks = cluster.eks();
  if (eks !== undefined) injectAwsIdentity(pod, decideInjection(eks, account, cluster.world.now()));
  markForFargate(cluster, pod);
}
