import { parse } from 'yaml';
import type { AccessEntryState, ClusterState } from '../../state/eks-state.ts';
import { unauthorized } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { CONFIG_MAPS, PODS, SERVICE_ACCOUNTS } from '../objects/collections.ts';
import { isObject } from '../objects/json.ts';
import { readServiceAccountToken, type VerifiedServiceAccountClaims } from '../tokens.ts';
import { readEksToken, type TokenPrincipal } from './eks-token.ts';
import { ANONYMOUS, type KubernetesUser } from './user.ts';

/** Audiences that the API server takes as its own. */
export const API_AUDIENCES = ['https://kubernetes.default.svc', 'kubernetes', 'kubernetes.default.svc'];

/**
 * Who sends a request: an AWS principal by its `k8s-aws-v1.` token, a service account by its token, or nobody in
 * particular without a token.
 *
 * @throws ApiError Unauthorized
 */
export function authenticate(cluster: ClusterRuntime, authorization: string | undefined): KubernetesUser {
  if (authorization === undefined || authorization === '') return ANONYMOUS;
  const [scheme = '', token = ''] = authorization.trim().split(/\s+/, 2);
  const eks = cluster.eks();
  if (scheme.toLowerCase() !== 'bearer' || token === '' || eks === undefined) throw unauthorized();
  const user = token.startsWith('k8s-aws-v1.')
    ? awsUser(cluster, eks, token)
    : serviceAccountUser(cluster, token, [...API_AUDIENCES, eks.oidcIssuer]);
  if (user === undefined) throw unauthorized();
  return user;
}

/** The user of a service account token that is for one of `audiences` and whose account (and pod) still exist. */
export function serviceAccountUser(
  cluster: ClusterRuntime,
  token: string,
  audiences: readonly string[],
): (KubernetesUser & { claims: VerifiedServiceAccountClaims }) | undefined {
  const eks = cluster.eks();
  if (eks === undefined) return undefined;
  const read = readServiceAccountToken(eks, token, cluster.world.now());
  if (!read.ok || !read.claims.audiences.some((audience) => audiences.includes(audience))) return undefined;
  const { namespace, serviceAccount, serviceAccountUid, podName, podUid } = read.claims;
  const account = cluster.store.find(SERVICE_ACCOUNTS, namespace, serviceAccount);
  if (account?.metadata.uid !== serviceAccountUid) return undefined;
  if (podName !== undefined && cluster.store.find(PODS, namespace, podName)?.metadata.uid !== podUid) return undefined;
  return {
    name: read.claims.subject,
    uid: serviceAccountUid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    ...(podName === undefined
      ? {}
      : {
          extra: {
            'authentication.kubernetes.io/pod-name': [podName],
            'authentication.kubernetes.io/pod-uid': [podUid ?? ''],
          },
        }),
    claims: read.claims,
  };
}

function awsUser(cluster: ClusterRuntime, eks: ClusterState, token: string): KubernetesUser | undefined {
  const principal = readEksToken(cluster.world, eks, token);
  if (typeof principal === 'string') return undefined;
  const entry = eks.authenticationMode === 'CONFIG_MAP' ? undefined : findEntry(eks, principal.principalArn);
  if (entry !== undefined) return userOf(principal, entry.username, entry.kubernetesGroups);
  if (eks.authenticationMode === 'API') return undefined;
  const mapped = awsAuthMapping(cluster, principal);
  return mapped === undefined ? undefined : userOf(principal, mapped.username, mapped.groups);
}

function findEntry(eks: ClusterState, principalArn: string): AccessEntryState | undefined {
  return Object.values(eks.accessEntries).find((entry) => entry.principalArn === principalArn);
}

function userOf(principal: TokenPrincipal, username: string, groups: readonly string[]): KubernetesUser {
  const session = principal.sessionName ?? '';
  return {
    name: username
      .replaceAll('{{SessionNameRaw}}', session)
      .replaceAll('{{SessionName}}', session.replaceAll('@', '-'))
      .replaceAll('{{AccessKeyID}}', principal.accessKeyId),
    uid: `aws-iam-authenticator:${principal.principalArn.split(':')[4] ?? ''}:${principal.accessKeyId}`,
    groups: [...groups, 'system:authenticated'],
    extra: {
      accessKeyId: [principal.accessKeyId],
      arn: [principal.callerArn],
      canonicalArn: [principal.principalArn],
      sessionName: [session],
    },
    principalArn: principal.principalArn,
  };
}

/** The older way: `mapRoles` and `mapUsers` of the config map `kube-system/aws-auth`. */
function awsAuthMapping(
  cluster: ClusterRuntime,
  principal: TokenPrincipal,
): { username: string; groups: string[] } | undefined {
  const data = cluster.store.find(CONFIG_MAPS, 'kube-system', 'aws-auth')?.data ?? {};
  const mappings = [
    ...readMappings(data['mapRoles']).map((mapping) => ({ mapping, arn: mapping['rolearn'] })),
    ...readMappings(data['mapUsers']).map((mapping) => ({ mapping, arn: mapping['userarn'] })),
  ];
  const found = mappings.find(
    ({ arn }) => typeof arn === 'string' && withoutPath(arn) === withoutPath(principal.principalArn),
  );
  if (found === undefined) return undefined;
  const { username, groups } = found.mapping;
  return {
    username: typeof username === 'string' && username !== '' ? username : principal.principalArn,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  };
}

function readMappings(text: string | undefined): Record<string, unknown>[] {
  if (text === undefined) return [];
  try {
    const list: unknown = parse(text);
    return Array.isArray(list) ? list.filter(isObject) : [];
  } catch {
    // A broken map locks everybody out that it would have let in, as on a real cluster.
    return [];
  }
}

/** aws-auth names roles without their path. */
function withoutPath(arn: string): string {
  return arn.replace(/:role\/.*\//, ':role/');
}

/** Whom a request is to be treated as: the headers `Impersonate-User` and `Impersonate-Group`. */
export interface Impersonation {
  user: string;
  groups: readonly string[];
}

/** The user that somebody acts as. Service accounts get their groups by themselves. */
export function impersonated({ user, groups }: Impersonation): KubernetesUser {
  const [, , namespace] = user.startsWith('system:serviceaccount:') ? user.split(':') : [];
  const accountGroups = ['system:serviceaccounts', `system:serviceaccounts:${namespace ?? ''}`];
  const own = groups.length > 0 || namespace === undefined ? groups : accountGroups;
  const authenticated = user === ANONYMOUS.name ? 'system:unauthenticated' : 'system:authenticated';
  return { name: user, groups: [...own, authenticated] };
}
