import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import type { Container, EnvironmentVariable, ServiceAccount, Volume } from '../objects/kinds.ts';
import { regionOf } from '../cluster-runtime.ts';

/** What the webhook puts into a pod: environment and a token volume. */
export interface AwsInjection {
  mechanism: 'pod-identity' | 'irsa';
  environment: EnvironmentVariable[];
  volume: Volume;
  mountPath: string;
}

export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
const AUDIENCE_ANNOTATION = 'eks.amazonaws.com/audience';
const EXPIRATION_ANNOTATION = 'eks.amazonaws.com/token-expiration';
const REGIONAL_ANNOTATION = 'eks.amazonaws.com/sts-regional-endpoints';
export const POD_IDENTITY_AUDIENCE = 'pods.eks.amazonaws.com';
const POD_IDENTITY_PATH = '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount';
const IRSA_PATH = '/var/run/secrets/eks.amazonaws.com/serviceaccount';
const DAY_IN_SECONDS = 86_400;
const SHORTEST_EXPIRATION = 600;

/** The association of a service account that the webhook and EKS Auth know by now. */
export function visibleAssociation(
  cluster: ClusterState,
  namespace: string,
  serviceAccount: string,
  now: number,
): AssociationState | undefined {
  return Object.values(cluster.associations).find(
    (one) => one.namespace === namespace && one.serviceAccount === serviceAccount && one.visibleAt <= now,
  );
}

/**
 * Decides what a new pod of a service account gets. An association wins over the role annotation
 * (eks-and-iam §0.1, §2.3); without both the pod gets nothing.
 *
 * @param association the visible one of the account where the caller has looked it up; null for none
 */
export function decideInjection(
  cluster: ClusterState,
  account: ServiceAccount,
  now: number,
  association?: AssociationState | null,
): AwsInjection | undefined {
  const { annotations = {}, namespace = '', name } = account.metadata;
  const found = association === undefined ? visibleAssociation(cluster, namespace, name, now) : association;
  const expirationSeconds = tokenExpiration(annotations[EXPIRATION_ANNOTATION]);
  const shared = regionVariables(cluster, annotations[REGIONAL_ANNOTATION]);
  if (found !== undefined && found !== null) return podIdentity(cluster, shared, expirationSeconds);
  const role = annotations[ROLE_ANNOTATION];
  if (role === undefined || role === '') return undefined;
  return irsa(role, annotations[AUDIENCE_ANNOTATION] ?? 'sts.amazonaws.com', shared, expirationSeconds);
}

/** The names of the variables that send an SDK to one mechanism or the other. */
export function identityVariables(container: Container): {
  webIdentity: boolean;
  containerCredentials: boolean;
  staticKeys: boolean;
} {
  const names = new Set((container.env ?? []).map((variable) => variable.name));
  return {
    staticKeys: names.has('AWS_ACCESS_KEY_ID') && names.has('AWS_SECRET_ACCESS_KEY'),
    webIdentity: names.has('AWS_ROLE_ARN') && names.has('AWS_WEB_IDENTITY_TOKEN_FILE'),
    containerCredentials: names.has('AWS_CONTAINER_CREDENTIALS_FULL_URI'),
  };
}

function podIdentity(cluster: ClusterState, shared: EnvironmentVariable[], expirationSeconds: number): AwsInjection {
  const host = cluster.ipFamily === 'ipv6' ? '[fd00:ec2::23]' : '169.254.170.23';
  return {
    mechanism: 'pod-identity',
    environment: [
      ...shared,
      { name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: `http://${host}/v1/credentials` },
      { name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', value: `${POD_IDENTITY_PATH}/eks-pod-identity-token` },
    ],
    volume: tokenVolume('eks-pod-identity-token', POD_IDENTITY_AUDIENCE, expirationSeconds, 'eks-pod-identity-token'),
    mountPath: POD_IDENTITY_PATH,
  };
}

function irsa(role: string, audience: string, shared: EnvironmentVariable[], expirationSeconds: number): AwsInjection {
  return {
    mechanism: 'irsa',
    environment: [
      ...shared,
      { name: 'AWS_ROLE_ARN', value: role },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${IRSA_PATH}/token` },
    ],
    volume: tokenVolume('aws-iam-token', audience, expirationSeconds, 'token'),
    mountPath: IRSA_PATH,
  };
}

function tokenVolume(name: string, audience: string, expirationSeconds: number, path: string): Volume {
  return {
    name,
    projected: { defaultMode: 420, sources: [{ serviceAccountToken: { audience, expirationSeconds, path } }] },
  };
}

function regionVariables(cluster: ClusterState, regional: string | undefined): EnvironmentVariable[] {
  const region = regionOf(cluster.arn);
  return [
    ...(regional === 'false' ? [] : [{ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' }]),
    { name: 'AWS_DEFAULT_REGION', value: region },
    { name: 'AWS_REGION', value: region },
  ];
}

function tokenExpiration(text: string | undefined): number {
  const seconds = Number(text ?? DAY_IN_SECONDS);
  if (!Number.isInteger(seconds)) return DAY_IN_SECONDS;
  return Math.max(seconds, SHORTEST_EXPIRATION);
}
