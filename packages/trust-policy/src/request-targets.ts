import type { PodIdentityReach } from './condition-context.ts';
import type { PodIdentityRequest } from './pod-identity-request.ts';
import type { ServiceAccountName } from './service-account.ts';

/** One thing that a request asks for; the service account is absent for the wider scopes. */
export interface RequestTarget {
  readonly reach: PodIdentityReach;
  readonly name?: ServiceAccountName;
}

/** What the request asks for, one by one, each once. */
export function targetsOf(request: PodIdentityRequest): readonly RequestTarget[] {
  const { account, clusterArn, scope, sessionTags = true } = request;
  if (scope === 'account') return [{ reach: { account, sessionTags } }];
  if (scope === 'cluster') return [{ reach: { account, clusterArn, sessionTags } }];
  return distinctNames(request.serviceAccounts).map((name) => ({
    name,
    reach: { account, clusterArn, sessionTags, ...name },
  }));
}

/** Service accounts by namespace, in order of first appearance. */
export function byNamespace(names: readonly ServiceAccountName[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { namespace, serviceAccount } of names) {
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [serviceAccount]);
    else group.push(serviceAccount);
  }
  return groups;
}

function distinctNames(names: readonly ServiceAccountName[]): readonly ServiceAccountName[] {
  const byText = new Map(
    names.map(({ namespace, serviceAccount }) => [`${namespace}/${serviceAccount}`, { namespace, serviceAccount }]),
  );
  return [...byText.values()];
}
