import { clusterRights, cronJob, reading, serviceAccount } from './manifest-parts.ts';

const name = 'object-backup';

const kinds = [
  ...['namespaces', 'configmaps', 'services', 'serviceaccounts', 'persistentvolumeclaims', 'persistentvolumes'],
  ...['deployments.apps', 'statefulsets.apps', 'daemonsets.apps', 'jobs.batch', 'cronjobs.batch'],
  ...['ingresses.networking.k8s.io', 'networkpolicies.networking.k8s.io', 'poddisruptionbudgets.policy'],
  ...['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map(
    (kind) => `${kind}.rbac.authorization.k8s.io`,
  ),
];
const script = `set -eu
file="/backup/objects-$(date -u +%Y-%m-%dT%H%M%SZ).yaml.gz"
kubectl get ${kinds.join(',')} --all-namespaces --output yaml | gzip > "$file.part"
mv "$file.part" "$file"
ls -1t /backup/objects-*.yaml.gz | tail -n +15 | xargs -r rm --
`;

/**
 * Writes the cluster's objects down every night and keeps a fortnight of it on the node where the job ran. Secrets and
 * the contents of volumes are not in it.
 */
export const backup = [
  serviceAccount(name),
  ...clusterRights(name, [
    reading(
      '',
      ...['namespaces', 'configmaps', 'services', 'serviceaccounts', 'persistentvolumeclaims', 'persistentvolumes'],
    ),
    reading('apps', 'deployments', 'statefulsets', 'daemonsets'),
    reading('batch', 'jobs', 'cronjobs'),
    reading('networking.k8s.io', 'ingresses', 'networkpolicies'),
    reading('policy', 'poddisruptionbudgets'),
    reading('rbac.authorization.k8s.io', 'roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'),
  ]),
  cronJob(
    {
      name,
      image: 'docker.io/alpine/k8s:1.34.1',
      command: ['/bin/sh', '-c', script],
      mounts: [{ name: 'backup', mountPath: '/backup' }],
      volumes: [{ name: 'backup', hostPath: { path: '/var/lib/podpass-backup', type: 'DirectoryOrCreate' } }],
      requests: { cpu: '50m', memory: '128Mi' },
      memoryLimit: '1Gi',
      // The directory of the node belongs to root.
      container: { runAsUser: 0, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
    '17 2 * * *',
  ),
];
