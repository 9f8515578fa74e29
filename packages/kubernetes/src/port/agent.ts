import type { AgentDaemonSet } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { collections } from '../calls/kubernetes-call.ts';
import { listAll } from '../calls/list-all.ts';
import { isReady, kubernetesPod } from '../read/pod.ts';
import { kubernetesDaemonSet, readDaemonSet } from '../read/workload.ts';
import { getObject } from './one-object.ts';

/** Where the EKS add-on and the agent's chart put it (eks-and-iam §2.2). */
const NAMESPACE = 'kube-system';
const NAME = 'eks-pod-identity-agent';

export async function agentDaemonSet(caller: Caller, signal?: AbortSignal): Promise<AgentDaemonSet | null> {
  const object = { collection: collections.daemonSets, namespace: NAMESPACE, name: NAME };
  const daemonSet = await getObject(caller, object, kubernetesDaemonSet, signal);
  if (daemonSet === undefined) return null;
  const { desired = 0, ready = 0 } = readDaemonSet(daemonSet);
  const labelSelector = Object.entries(daemonSet.spec.selector.matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const pods = await listAll(caller, collections.pods, kubernetesPod, { namespace: NAMESPACE, labelSelector, signal });
  const nodes = pods.flatMap((pod) => (isReady(pod) && pod.spec.nodeName ? [pod.spec.nodeName] : []));
  return { desired, ready, readyNodes: [...new Set(nodes)] };
}
