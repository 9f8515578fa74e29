import { forbidden } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { SERVICE_ACCOUNTS } from '../objects/collections.ts';
import type { Pod, ServiceAccount } from '../objects/kinds.ts';
import type { ResourceType } from '../resources/resource-type.ts';

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Gives a pod its service account (`default` when it names none) and the volume with the API token, certificate and
 * namespace that every pod gets.
 *
 * @throws ApiError Forbidden when the account does not exist
 */
export function attachServiceAccount(cluster: ClusterRuntime, type: ResourceType, pod: Pod): ServiceAccount {
  const name = pod.spec.serviceAccountName || 'default';
  const namespace = pod.metadata.namespace ?? 'default';
  pod.spec.serviceAccountName = name;
  pod.spec.serviceAccount = name;
  const account = cluster.store.find(SERVICE_ACCOUNTS, namespace, name);
  if (account === undefined) {
    const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`;
    // A generated name is named by its beginning: the whole one changes with each attempt.
    throw forbidden(type, pod.metadata.generateName ?? pod.metadata.name, why);
  }
  const mounts = pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
  if (mounts) mountToken(cluster, pod);
  pod.spec.enableServiceLinks ??= true;
  pod.spec.preemptionPolicy ??= 'PreemptLowerPriority';
  pod.spec.priority ??= 0;
  pod.spec.tolerations = withStandardTolerations(pod);
  return account;
}

function mountToken(cluster: ClusterRuntime, pod: Pod): void {
  const volume = `kube-api-access-${cluster.world.id(5)}`;
  let mounted = false;
  for (const container of [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])]) {
    if (container.volumeMounts?.some((mount) => mount.mountPath === TOKEN_PATH)) continue;
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name: volume, mountPath: TOKEN_PATH, readOnly: true },
    ];
    mounted = true;
  }
  if (!mounted) return;
  pod.spec.volumes = [
    ...(pod.spec.volumes ?? []),
    {
      name: volume,
      projected: {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          {
            downwardAPI: {
              items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
            },
          },
        ],
      },
    },
  ];
}

function withStandardTolerations(pod: Pod): NonNullable<Pod['spec']['tolerations']> {
  const own = pod.spec.tolerations ?? [];
  const standard = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter(
      (key) =>
        !own.some(
          (toleration) => toleration.key === key || (toleration.key === undefined && toleration.operator === 'Exists'),
        ),
    )
    .map((key) => ({ effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds: 300 }));
  return [...own, ...standard];
}
