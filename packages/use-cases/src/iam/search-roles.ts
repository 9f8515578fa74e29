import type { Cluster, RoleSummary } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { trustOf, type TrustVerdict } from './trust-of.ts';

export interface RoleQuery {
  search?: string | undefined;
  limit: number;
  namespace?: string | undefined;
  serviceAccount?: string | undefined;
}

/** Roles of the account whose name, path, ARN or description has the search text; those that pods can use come first. */
export async function searchRoles(env: Environment, key: string, query: RoleQuery) {
  const cluster = await env.eks.describeCluster(key);
  const found: RoleSummary[] = [];
  for await (const page of env.roles.roles()) found.push(...page.filter((role) => hasText(role, query.search)));
  const options = found
    .map((role) => ({ ...option(role), ...trustFor(role, cluster, query) }))
    .toSorted(byTrustThenName);
  return { items: options.slice(0, query.limit), total: options.length };
}

function hasText(role: RoleSummary, search = ''): boolean {
  const wanted = search.trim().toLowerCase();
  return [role.arn, role.path, role.description ?? ''].some((text) => text.toLowerCase().includes(wanted));
}

function option({ arn, name, path, description }: RoleSummary) {
  return { arn, name, path, ...(description === undefined ? {} : { description }) };
}

function trustFor(role: RoleSummary, cluster: Cluster, { namespace, serviceAccount }: RoleQuery) {
  const verdict = trustOf(role.trustPolicy, cluster, {
    // Names that nobody uses: a trust that holds for them holds for all.
    namespace: namespace ?? '-',
    serviceAccount: serviceAccount ?? '-',
    sessionTags: true,
  });
  const named = namespace !== undefined && serviceAccount !== undefined;
  return { trust: named ? verdict.status : withoutSubject(verdict), reasons: verdict.reasons };
}

/** Without a service account, a trust that asks for one can be neither confirmed nor denied. */
function withoutSubject({ status, reasons }: TrustVerdict): TrustVerdict['status'] {
  return status === 'missing' && reasons.some((reason) => /kubernetes-(namespace|service-account)/.test(reason))
    ? 'unknown'
    : status;
}

const trustOrder = { ok: 0, unknown: 1, pending: 1, missing: 2 } as const;

function byTrustThenName(
  a: { trust: keyof typeof trustOrder; name: string },
  b: { trust: keyof typeof trustOrder; name: string },
): number {
  return trustOrder[a.trust] - trustOrder[b.trust] || a.name.localeCompare(b.name);
}
