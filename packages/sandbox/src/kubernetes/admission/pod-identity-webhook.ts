import { cloneJson } from '../objects/json.ts';
import type { Container, Pod } from '../objects/kinds.ts';
import type { AwsInjection } from './aws-identity.ts';

const SKIP_CONTAINERS = 'eks.amazonaws.com/skip-containers';
const POD_IDENTITY_LABEL = 'eks.amazonaws.com/pod-identity';
/** A container that has any variable of a mechanism keeps what it has (webhook: no half-mixed credentials). */
const OWN_SETTINGS = {
  'pod-identity': ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
  irsa: ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
};

/**
 * The EKS pod identity webhook: gives a new pod the environment and the token volume of its service account's
 * association, or else of its role annotation. It never looks at the node: Fargate pods get the same (eks-and-iam §2.3).
 *
 * @param injection what `decideInjection` found for the pod's service account
 */
export function injectAwsIdentity(pod: Pod, injection: AwsInjection | undefined): void {
  if (injection === undefined) return;
  const skipped = (pod.metadata.annotations?.[SKIP_CONTAINERS] ?? '').split(',').map((name) => name.trim());
  for (const container of [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])]) {
    if (!skipped.includes(container.name)) injectContainer(container, injection);
  }
  if (!(pod.spec.volumes ?? []).some((volume) => volume.name === injection.volume.name)) {
    pod.spec.volumes = [...(pod.spec.volumes ?? []), cloneJson(injection.volume)];
  }
  if (injection.mechanism === 'pod-identity') {
    pod.metadata.labels = { ...pod.metadata.labels, [POD_IDENTITY_LABEL]: 'enabled' };
  }
}

function injectContainer(container: Container, injection: AwsInjection): void {
  const present = new Set((container.env ?? []).map((variable) => variable.name));
  const own = OWN_SETTINGS[injection.mechanism];
  const keepsOwn = own.some((name) => present.has(name));
  const added = injection.environment.filter(({ name }) => !present.has(name) && !(keepsOwn && own.includes(name)));
  container.env = [...(container.env ?? []), ...added.map((variable) => ({ ...variable }))];
  if (container.volumeMounts?.some((mount) => mount.mountPath === injection.mountPath)) return;
  container.volumeMounts = [
    ...(container.volumeMounts ?? []),
    { name: injection.volume.name, mountPath: injection.mountPath, readOnly: true },
  ];
}
