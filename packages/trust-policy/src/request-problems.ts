import { readClusterArn } from './cluster-arn.ts';
import type { PodIdentityRequest } from './pod-identity-request.ts';
import type { TrustReason } from './reason.ts';
import type { ServiceAccountName } from './service-account.ts';

/** Everything that is wrong with a request, at once; empty when it can be carried out. */
export function requestProblems(request: PodIdentityRequest): readonly TrustReason[] {
  const cluster = readClusterArn(request.clusterArn);
  const accountOk = /^\d{12}$/.test(request.account);
  return [
    ...(cluster === undefined ? [invalid('clusterArn', 'this is not the ARN of an EKS cluster')] : []),
    ...(accountOk ? [] : [invalid('account', 'an AWS account id has twelve digits')]),
    ...(accountOk && cluster !== undefined && cluster.account !== request.account
      ? [invalid('account', `the cluster belongs to account ${cluster.account}`)]
      : []),
    ...(request.scope === 'service-account' ? serviceAccountProblems(request) : []),
  ];
}

function serviceAccountProblems({ serviceAccounts, sessionTags }: PodIdentityRequest): readonly TrustReason[] {
  return [
    ...(sessionTags === false ? [{ code: 'session-tags-needed' } as const] : []),
    ...(serviceAccounts.length === 0 ? [invalid('serviceAccounts', 'name at least one service account')] : []),
    ...serviceAccounts.flatMap((name, at) => nameProblems(name, `serviceAccounts[${at}]`)),
  ];
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Namespaces are RFC 1123 labels, service accounts RFC 1123 subdomains: EKS itself checks neither. */
function nameProblems({ namespace, serviceAccount }: ServiceAccountName, field: string): readonly TrustReason[] {
  const badNamespace = !LABEL.test(namespace);
  const badServiceAccount = serviceAccount.length > 253 || !SUBDOMAIN.test(serviceAccount);
  return [
    ...(badNamespace ? [invalid(`${field}.namespace`, `"${namespace}" is not a Kubernetes namespace name`)] : []),
    ...(badServiceAccount
      ? [invalid(`${field}.serviceAccount`, `"${serviceAccount}" is not a Kubernetes service account name`)]
      : []),
  ];
}

function invalid(field: string, problem: string): TrustReason {
  return { code: 'invalid-request', field, problem };
}
