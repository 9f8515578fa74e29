import { identityVariables, POD_IDENTITY_AUDIENCE } from '../admission/aws-identity.ts';
import type { Pod } from '../objects/kinds.ts';

/** What counts for where a pod's SDK looks for credentials. */
export interface PodFacts {
  namespace: string;
  serviceAccount: string;
  podName: string;
  podUid: string;
  source: 'static' | 'web-identity' | 'container' | 'node';
  /** Of web identity: the role that the environment names and the audience of the token that it points to. */
  roleArn?: string;
  audience?: string;
  node?: string;
  windows: boolean;
  fargate: boolean;
}

/**
 * Reads a pod's environment the way an SDK's default chain does: static keys, then web identity, then container
 * credentials, then the node (eks-and-iam §2.3). The container with the strongest claim speaks for the pod.
 */
export function factsOfPod(pod: Pod): PodFacts {
  const known = facts.get(pod);
  if (known !== undefined) return known;
  const read = readFacts(pod);
  facts.set(pod, read);
  return read;
}

// Stored pods never change, so what was read of one holds as long as it lives.
const facts = new WeakMap<Pod, PodFacts>();

function readFacts(pod: Pod): PodFacts {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const variables = containers.map(identityVariables);
  const speaker = (member: keyof (typeof variables)[number]): number => variables.findIndex((one) => one[member]);
  const webIdentity = containers[speaker('webIdentity')];
  const environment = (name: string): string | undefined => webIdentity?.env?.find((one) => one.name === name)?.value;
  const base = {
    namespace: pod.metadata.namespace ?? '',
    serviceAccount: pod.spec.serviceAccountName ?? 'default',
    podName: pod.metadata.name,
    podUid: pod.metadata.uid,
    ...(pod.spec.nodeName === undefined ? {} : { node: pod.spec.nodeName }),
    windows: pod.spec.os?.name === 'windows' || pod.spec.nodeSelector?.['kubernetes.io/os'] === 'windows',
    fargate: pod.spec.schedulerName === 'fargate-scheduler',
  };
  if (speaker('staticKeys') >= 0) return { ...base, source: 'static' };
  if (webIdentity !== undefined) {
    const audience = tokenAudience(pod);
    return {
      ...base,
      source: 'web-identity',
      roleArn: environment('AWS_ROLE_ARN') ?? '',
      ...(audience !== undefined && { audience }),
    };
  }
  return { ...base, source: speaker('containerCredentials') >= 0 ? 'container' : 'node' };
}

/** Audience of the web identity token: that of the webhook's volume, or of one that the pod's own spec projects. */
function tokenAudience(pod: Pod): string | undefined {
  const audiences = (pod.spec.volumes ?? []).flatMap((volume) =>
    (volume.projected?.sources ?? []).flatMap(({ serviceAccountToken }) => serviceAccountToken?.audience ?? []),
  );
  return audiences.find((audience) => audience !== POD_IDENTITY_AUDIENCE);
}
