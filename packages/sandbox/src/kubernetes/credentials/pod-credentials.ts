import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { DAEMON_SETS, NODES, PODS, SERVICE_ACCOUNTS } from '../objects/collections.ts';
import type { Node } from '../objects/kinds.ts';
import { podsOf } from '../controllers/child-pods.ts';
import { isHealthy } from '../controllers/pod-status.ts';
import { AssumeDecisions, type Verdict } from './assume-decisions.ts';
import type { PodCredential } from './pod-credential.ts';
import { newPodsOf, templatesByAccount } from './new-pods.ts';
import { factsOfPod, type PodFacts } from './pod-facts.ts';

const AGENT = { namespace: 'kube-system', name: 'eks-pod-identity-agent' };
const COMPUTE_LABEL = 'eks.amazonaws.com/compute-type';

/** Everything that is the same for all pods of one look. */
interface Look {
  cluster: ClusterState;
  associations: ReadonlyMap<string, AssociationState>;
  nodes: ReadonlyMap<string, Node>;
  /** Nodes on which the agent is ready; Auto Mode has it built in. */
  agentNodes: ReadonlySet<string>;
  decisions: AssumeDecisions;
}

/** How every running pod, and a pod of each service account created now, gets AWS credentials. */
export function listPodCredentials(runtime: ClusterRuntime): PodCredential[] {
  const cluster = runtime.eks();
  if (cluster === undefined) return [];
  const look = takeLook(runtime, cluster);
  const running = runtime.store
    .list(PODS)
    .filter((pod) => pod.status?.phase === 'Running' && pod.metadata.deletionTimestamp === undefined)
    .map((pod) => credentialOf(look, 'running', factsOfPod(pod)));
  const templates = templatesByAccount(runtime);
  const hypothetical = runtime.store.list(SERVICE_ACCOUNTS).map((account) => {
    const key = `${account.metadata.namespace}/${account.metadata.name}`;
    const pods = newPodsOf(runtime, account, look.associations.get(key), templates.get(key) ?? []);
    const outcomes = pods.map((pod) => credentialOf(look, 'if-created-now', factsOfPod(pod)));
    // The account is as well off as the worst of its workloads.
    return outcomes.find((outcome) => !outcome.allowed) ?? outcomes[0];
  });
  return [...running, ...hypothetical.filter((one) => one !== undefined)];
}

function takeLook(runtime: ClusterRuntime, cluster: ClusterState): Look {
  const now = runtime.world.now();
  const nodes = new Map(runtime.store.list(NODES).map((node) => [node.metadata.name, node]));
  const agent = runtime.store.find(DAEMON_SETS, AGENT.namespace, AGENT.name);
  const agentPods = agent === undefined ? [] : podsOf(runtime, agent).filter(isHealthy);
  const agentNodes = new Set(agentPods.flatMap((pod) => pod.spec.nodeName ?? []));
  for (const node of nodes.values())
    if (node.metadata.labels?.[COMPUTE_LABEL] === 'auto') agentNodes.add(node.metadata.name);
  const visible = Object.values(cluster.associations).filter((one) => one.visibleAt <= now);
  return {
    cluster,
    associations: new Map(visible.map((one) => [`${one.namespace}/${one.serviceAccount}`, one])),
    nodes,
    agentNodes,
    decisions: new AssumeDecisions(runtime.world, cluster),
  };
}

function credentialOf(look: Look, kind: PodCredential['kind'], facts: PodFacts): PodCredential {
  const { namespace, serviceAccount, podName, node } = facts;
  const verdict = judge(look, kind, facts);
  return {
    kind,
    namespace,
    serviceAccount,
    ...(kind === 'running' ? { pod: podName } : {}),
    ...(node === undefined ? {} : { node }),
    ...verdict,
  };
}

type Judgement = Pick<PodCredential, 'mechanism' | 'allowed' | 'reason' | 'role'>;

function judge(look: Look, kind: PodCredential['kind'], facts: PodFacts): Judgement {
  switch (facts.source) {
    case 'static':
      return { mechanism: 'none', allowed: false, reason: 'the pod brings its own access keys' };
    case 'web-identity':
      return withVerdict('irsa', facts.roleArn ?? '', look.decisions.webIdentity(facts));
    case 'container':
      return judgePodIdentity(look, kind, facts);
    case 'node':
      return judgeNode(look, facts);
  }
}

function judgePodIdentity(look: Look, kind: PodCredential['kind'], facts: PodFacts): Judgement {
  const association = look.associations.get(`${facts.namespace}/${facts.serviceAccount}`);
  const role = association?.targetRoleArn ?? association?.roleArn;
  const refuse = (reason: string): Judgement => ({
    mechanism: 'pod-identity',
    ...(role !== undefined && { role }),
    allowed: false,
    reason,
  });
  const obstacle = kind === 'running' ? nodeObstacle(look, facts) : clusterObstacle(look, facts);
  if (obstacle !== undefined) return refuse(obstacle);
  if (association === undefined)
    return refuse(`there is no association for ${facts.namespace}/${facts.serviceAccount}`);
  return withVerdict('pod-identity', role ?? association.roleArn, look.decisions.podIdentity(association, facts));
}

function nodeObstacle(look: Look, facts: PodFacts): string | undefined {
  const node = look.nodes.get(facts.node ?? '');
  const labels = node?.metadata.labels ?? {};
  if (facts.fargate || labels[COMPUTE_LABEL] === 'fargate') return 'EKS Pod Identity does not work on Fargate';
  if (labels['kubernetes.io/os'] === 'windows') return 'EKS Pod Identity does not work on Windows nodes';
  return look.agentNodes.has(facts.node ?? '')
    ? undefined
    : `the Pod Identity agent is not ready on node ${facts.node ?? ''}`;
}

/** A pod that does not exist may land on any Linux node, so one without an agent is in the way. */
function clusterObstacle(look: Look, facts: PodFacts): string | undefined {
  if (facts.fargate) return 'EKS Pod Identity does not work on Fargate';
  if (facts.windows) return 'EKS Pod Identity does not work on Windows nodes';
  if (look.cluster.autoMode && look.agentNodes.size === look.nodes.size) return undefined;
  const candidates = [...look.nodes.values()].filter((node) => {
    const labels = node.metadata.labels ?? {};
    return (
      labels['kubernetes.io/os'] === 'linux' && labels[COMPUTE_LABEL] !== 'fargate' && node.spec?.unschedulable !== true
    );
  });
  if (candidates.length === 0)
    return look.cluster.autoMode ? undefined : 'the cluster has no node with the Pod Identity agent';
  const without = candidates.find((node) => !look.agentNodes.has(node.metadata.name));
  return without === undefined ? undefined : `the Pod Identity agent is not ready on node ${without.metadata.name}`;
}

function judgeNode(look: Look, facts: PodFacts): Judgement {
  const role = nodeRole(look, facts);
  if (role === undefined) return { mechanism: 'none', allowed: false, reason: 'nothing gives this pod credentials' };
  return { mechanism: 'node', role, allowed: true, reason: 'the pod falls back to the role of its node' };
}

function nodeRole({ cluster, nodes }: Look, facts: PodFacts): string | undefined {
  // Fargate has no instance metadata to fall back to.
  if (facts.fargate) return undefined;
  const labels = nodes.get(facts.node ?? '')?.metadata.labels ?? {};
  // Auto Mode lets no pod reach the instance metadata.
  if (labels[COMPUTE_LABEL] === 'auto') return undefined;
  const group = labels['eks.amazonaws.com/nodegroup'];
  if (group !== undefined) return cluster.nodegroups[group]?.nodeRoleArn;
  return facts.node === undefined ? Object.values(cluster.nodegroups)[0]?.nodeRoleArn : undefined;
}

function withVerdict(mechanism: PodCredential['mechanism'], role: string, { allowed, reason }: Verdict): Judgement {
  return { mechanism, role, allowed, reason };
}
