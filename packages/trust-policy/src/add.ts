import { checkReach, coveringStatement } from './check.ts';
import { statementsOf, type TrustPolicy, type TrustStatement } from './document.ts';
import { changed, malformedStatements, unchanged, withStatements } from './edit.ts';
import { readOwnStatement, sidsOf, withServiceAccounts, writeOwnStatement } from './own-statement.ts';
import type { PodIdentityRequest, TrustEdit } from './pod-identity-request.ts';
import { reasonMessage, type TrustReason } from './reason.ts';
import { requestProblems } from './request-problems.ts';
import { byNamespace, type RequestTarget, targetsOf } from './request-targets.ts';
import type { ServiceAccountName } from './service-account.ts';

/**
 * Lets EKS Pod Identity use the role for what the request names. What the policy allows already, by whatever statement,
 * is not added again; a statement of ours for the same cluster and namespace is extended; no other statement is touched.
 * All or nothing: one service account that a Deny refuses blocks the whole edit.
 */
export function addPodIdentity(policy: TrustPolicy, request: PodIdentityRequest): TrustEdit {
  const problems = [...requestProblems(request), ...malformedStatements(policy)];
  if (problems.length > 0) return unchanged(policy, request, problems, true);

  const targets = targetsOf(request);
  const objections = targets.flatMap(({ reach }) => checkReach(policy, reach).reasons);
  const denials = distinct(objections.filter(({ code }) => code === 'denied'));
  if (denials.length > 0) return unchanged(policy, request, denials, true);

  const doubts = distinct(objections.filter(({ code }) => code === 'deny-unknown'));
  const missing = targets.filter((target) => !isCovered(policy, target));
  if (missing.length === 0) return unchanged(policy, request, [...alreadyTrusted(policy, targets), ...doubts], false);

  const names = missing.flatMap(({ name }) => name ?? []);
  return changed(addTo(policy, request, names), request, doubts, names);
}

/**
 * The trust policy of a new role; as narrow as it can be unless the request says otherwise.
 * Throws RangeError when the request can't be carried out (see `addPodIdentity` for the reasons as data).
 */
export function newPodIdentityTrust(
  request: Omit<PodIdentityRequest, 'scope'> & Partial<Pick<PodIdentityRequest, 'scope'>>,
): TrustPolicy {
  const full: PodIdentityRequest = { ...request, scope: request.scope ?? 'service-account' };
  const [problem] = requestProblems(full);
  if (problem !== undefined) throw new RangeError(reasonMessage(problem));
  const names = targetsOf(full).flatMap(({ name }) => name ?? []);
  return addTo({ Version: '2012-10-17', Statement: [] }, full, names);
}

function isCovered(policy: TrustPolicy, { reach }: RequestTarget): boolean {
  return checkReach(policy, reach).status === 'ok' || coveringStatement(policy, reach) !== undefined;
}

function alreadyTrusted(policy: TrustPolicy, targets: readonly RequestTarget[]): readonly TrustReason[] {
  const statements = targets.flatMap(({ reach }) => coveringStatement(policy, reach) ?? []);
  return [...new Set(statements)].map((statement) => ({ code: 'already-trusted', statement }));
}

function addTo(policy: TrustPolicy, request: PodIdentityRequest, names: readonly ServiceAccountName[]): TrustPolicy {
  if (request.scope !== 'service-account') return append(policy, request);
  let edited = policy;
  for (const [namespace, serviceAccounts] of byNamespace(names)) {
    edited = extend(edited, request, namespace, serviceAccounts) ?? append(edited, request, namespace, serviceAccounts);
  }
  return edited;
}

/** The policy with our statement for this cluster and namespace made longer; undefined when there is none. */
function extend(
  policy: TrustPolicy,
  { account, clusterArn }: PodIdentityRequest,
  namespace: string,
  added: readonly string[],
): TrustPolicy | undefined {
  const statements = statementsOf(policy);
  const at = statements.findIndex((statement) => {
    const own = readOwnStatement(statement);
    return own?.account === account && own.clusterArn === clusterArn && own.namespace === namespace;
  });
  const statement = statements[at];
  if (statement === undefined) return undefined;
  const present = readOwnStatement(statement)?.serviceAccounts ?? [];
  return withStatements(policy, statements.with(at, withServiceAccounts(statement, [...present, ...added])));
}

function append(
  policy: TrustPolicy,
  { account, clusterArn, scope, sessionTags = true }: PodIdentityRequest,
  namespace?: string,
  serviceAccounts: readonly string[] = [],
): TrustPolicy {
  const own = {
    account,
    ...(scope === 'account' ? {} : { clusterArn }),
    ...(namespace === undefined ? {} : { namespace }),
    serviceAccounts,
    clusterBy: sessionTags ? 'session-tag' : 'source-arn',
  } as const;
  const statement: TrustStatement = writeOwnStatement(own, sidsOf(policy));
  return withStatements(policy, [...statementsOf(policy), statement]);
}

function distinct(reasons: readonly TrustReason[]): readonly TrustReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
