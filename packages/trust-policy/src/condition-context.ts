import { POD_IDENTITY_SERVICE } from './document.ts';
import type { PodIdentitySubject } from './service-account.ts';

/**
 * What is known of one condition key in a request: its values, that the request carries it with a value nobody knows
 * beforehand, that the request doesn't carry it, or nothing at all.
 */
export type KeyKnowledge =
  | { readonly state: 'known'; readonly values: readonly string[] }
  | { readonly state: 'present' }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown' };

/** What is known of each condition key. Key names ignore case. */
export type ConditionContext = (key: string) => KeyKnowledge;

/** As `PodIdentitySubject`; a part that is left out stands for any value. */
export interface PodIdentityReach {
  readonly clusterArn?: string;
  readonly account: string;
  readonly namespace?: string;
  readonly serviceAccount?: string;
  readonly sessionTags: boolean;
}

/** The session tags that EKS sends, by name (eks-and-iam: all six are transitive). */
const SESSION_TAGS = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
] as const;

/** Context of the request in which EKS assumes a role for a pod. */
export function podIdentityContext(reach: PodIdentitySubject | PodIdentityReach): ConditionContext {
  const keys = new Map<string, KeyKnowledge>([
    ['aws:sourceaccount', known(reach.account)],
    // EKS gives the cluster's ARN, not the association's (mountpoint-s3-csi-driver#781, terraform-aws-eks PR#3743).
    ['aws:sourcearn', knownOrPresent(reach.clusterArn)],
    ['aws:principalisawsservice', known('true')],
    ['aws:principalservicename', known(POD_IDENTITY_SERVICE)],
    ['aws:principalservicenameslist', { state: 'present' }],
    // STS answers HTTPS only.
    ['aws:securetransport', known('true')],
    // EKS passes an external id to the target role, never to the role of the association.
    ['sts:externalid', { state: 'absent' }],
    ...sessionTagKeys(reach),
  ]);
  return (key) => keys.get(key.toLowerCase()) ?? knowledgeByFamily(key.toLowerCase());
}

function sessionTagKeys(reach: PodIdentityReach): readonly (readonly [string, KeyKnowledge])[] {
  if (!reach.sessionTags) {
    return [
      ['aws:tagkeys', { state: 'absent' }],
      ['sts:transitivetagkeys', { state: 'absent' }],
    ];
  }
  return [
    ['aws:requesttag/eks-cluster-arn', knownOrPresent(reach.clusterArn)],
    ['aws:requesttag/eks-cluster-name', knownOrPresent(clusterName(reach.clusterArn))],
    ['aws:requesttag/kubernetes-namespace', knownOrPresent(reach.namespace)],
    ['aws:requesttag/kubernetes-service-account', knownOrPresent(reach.serviceAccount)],
    ['aws:requesttag/kubernetes-pod-name', { state: 'present' }],
    ['aws:requesttag/kubernetes-pod-uid', { state: 'present' }],
    ['aws:tagkeys', known(...SESSION_TAGS)],
    ['sts:transitivetagkeys', known(...SESSION_TAGS)],
  ];
}

/** Keys that belong to other ways of assuming a role are not in this request; of the rest nothing is known. */
function knowledgeByFamily(key: string): KeyKnowledge {
  const foreign = key.startsWith('aws:requesttag/') || key.startsWith('saml:') || isWebIdentityKey(key);
  return { state: foreign ? 'absent' : 'unknown' };
}

/** `<issuer host and path>:sub`, `:aud` and so on: the part before the colon has a dot, as no service prefix has. */
function isWebIdentityKey(key: string): boolean {
  const prefix = key.slice(0, key.lastIndexOf(':'));
  return prefix.includes('.');
}

function clusterName(clusterArn: string | undefined): string | undefined {
  return clusterArn?.slice(clusterArn.indexOf('/') + 1);
}

function knownOrPresent(value: string | undefined): KeyKnowledge {
  return value === undefined ? { state: 'present' } : known(value);
}

function known(...values: readonly string[]): KeyKnowledge {
  return { state: 'known', values };
}
