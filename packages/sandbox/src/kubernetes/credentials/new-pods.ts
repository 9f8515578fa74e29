import type { AssociationState } from '../../state/eks-state.ts';
import { decideInjection } from '../admission/aws-identity.ts';
import { injectAwsIdentity } from '../admission/pod-identity-webhook.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { CRON_JOBS, DAEMON_SETS, DEPLOYMENTS, JOBS, REPLICA_SETS, STATEFUL_SETS } from '../objects/collections.ts';
import type { Pod, PodTemplate, ServiceAccount } from '../objects/kinds.ts';
import { markForFargate } from '../platform/fargate.ts';
import { conditionStatus } from '../tables/cells.ts';

const NO_UID = '00000000-0000-4000-8000-000000000000';

interface Blueprint {
  template: PodTemplate;
  /** Daemon pods never land on Fargate. */
  daemon: boolean;
}

/** The pod templates of a cluster by `namespace/service account`: what the next pods will be made from. */
export function templatesByAccount(cluster: ClusterRuntime): Map<string, Blueprint[]> {
  const found = new Map<string, Blueprint[]>();
  const add = (namespace: string | undefined, template: PodTemplate | undefined, daemon = false): void => {
    if (template?.spec === undefined) return;
    const key = `${namespace ?? ''}/${template.spec.serviceAccountName || 'default'}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [{ template, daemon }]);
    else known.push({ template, daemon });
  };
  const { store } = cluster;
  for (const one of store.list(DEPLOYMENTS)) add(one.metadata.namespace, one.spec.template);
  for (const one of store.list(STATEFUL_SETS)) add(one.metadata.namespace, one.spec.template);
  for (const one of store.list(DAEMON_SETS)) add(one.metadata.namespace, one.spec.template, true);
  for (const one of store.list(CRON_JOBS)) add(one.metadata.namespace, one.spec.jobTemplate?.spec?.template);
  for (const one of store.list(JOBS)) {
    if (!conditionStatus(one.status?.conditions, 'Complete')) add(one.metadata.namespace, one.spec.template);
  }
  for (const one of store.list(REPLICA_SETS)) {
    if ((one.metadata.ownerReferences ?? []).length === 0) add(one.metadata.namespace, one.spec.template);
  }
  return found;
}

/**
 * The pods that a service account would have if they were created now: one of each template that names it, or a plain
 * one when none does.
 *
 * @param association the visible association of the account
 */
export function newPodsOf(
  cluster: ClusterRuntime,
  account: ServiceAccount,
  association: AssociationState | undefined,
  blueprints: readonly Blueprint[],
): Pod[] {
  const eks = cluster.eks();
  const injection =
    eks === undefined ? undefined : decideInjection(eks, account, cluster.world.now(), association ?? null);
  const plain: Blueprint = { template: { spec: { containers: [{ name: 'app' }] } }, daemon: false };
  return (blueprints.length === 0 ? [plain] : blueprints).map(({ template, daemon }) => {
    const pod = podFrom(account, template);
    injectAwsIdentity(pod, injection);
    if (!daemon) markForFargate(cluster, pod);
    return pod;
  });
}

function podFrom(account: ServiceAccount, template: PodTemplate): Pod {
  const { namespace = '', name } = account.metadata;
  const metadata = {
    name: 'if-created-now',
    namespace,
    uid: NO_UID,
    resourceVersion: '',
    creationTimestamp: '',
    ...(template.metadata?.labels && { labels: template.metadata.labels }),
    ...(template.metadata?.annotations && { annotations: template.metadata.annotations }),
  };
  // The webhook replaces members of pod and containers and changes nothing below them, so shallow copies will do.
  const { containers, initContainers } = template.spec;
  const spec = {
    ...template.spec,
    serviceAccountName: name,
    containers: containers.map((container) => ({ ...container })),
    ...(initContainers && { initContainers: initContainers.map((container) => ({ ...container })) }),
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}
