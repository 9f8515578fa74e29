import { coveringStatement } from './check.ts';
import { statementsOf, type TrustPolicy, type TrustStatement } from './document.ts';
import { changed, malformedStatements, unchanged, withStatements } from './edit.ts';
import { type OwnStatement, readOwnStatement, withServiceAccounts } from './own-statement.ts';
import type { PodIdentityRequest, TrustEdit } from './pod-identity-request.ts';
import type { TrustReason } from './reason.ts';
import { requestProblems } from './request-problems.ts';
import { targetsOf } from './request-targets.ts';
import type { ServiceAccountName } from './service-account.ts';

/**
 * Takes back what `addPodIdentity` wrote: our service account names, then our statement when it is empty. Statements of
 * others stay, even when they trust the same; a reason says so. To undo one edit exactly, ask for the `serviceAccounts`
 * that it reported: the others were trusted before it.
 */
export function removePodIdentity(policy: TrustPolicy, request: PodIdentityRequest): TrustEdit {
  // Whether tags are sent decides what can be added for service accounts, not what can be taken back.
  const sessionTags = request.scope === 'service-account' ? true : (request.sessionTags ?? true);
  const wanted: PodIdentityRequest = { ...request, sessionTags };
  const problems = [...requestProblems(wanted), ...malformedStatements(policy)];
  if (problems.length > 0) return unchanged(policy, request, problems, true);

  const cuts = statementsOf(policy).map((statement) => cut(statement, wanted));
  const removed = cuts.flatMap((each) => each.removed);
  const left = cuts.flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
  if (!cuts.some((each) => each.touched)) {
    const trusting = stillTrusted(policy, wanted);
    return unchanged(policy, request, trusting.length > 0 ? trusting : [{ code: 'nothing-to-remove' }], false);
  }
  if (left.length === 0) return unchanged(policy, request, [{ code: 'last-statement', statement: 0 }], true);
  const edited = withStatements(policy, left);
  return changed(edited, request, stillTrusted(edited, wanted), removed);
}

interface Cut {
  /** What stays of the statement; undefined when nothing does. */
  readonly statement?: TrustStatement;
  readonly touched: boolean;
  readonly removed: readonly ServiceAccountName[];
}

function cut(statement: TrustStatement, request: PodIdentityRequest): Cut {
  const untouched: Cut = { statement, touched: false, removed: [] };
  const own = readOwnStatement(statement);
  if (own === undefined || !isFor(own, request)) return untouched;
  if (own.namespace === undefined) return { touched: true, removed: [] };
  const { namespace } = own;
  const unwanted = new Set(
    request.serviceAccounts.flatMap((name) => (name.namespace === namespace ? [name.serviceAccount] : [])),
  );
  const kept = own.serviceAccounts.filter((name) => !unwanted.has(name));
  const removed = own.serviceAccounts
    .filter((name) => unwanted.has(name))
    .map((serviceAccount) => ({ namespace, serviceAccount }));
  if (removed.length === 0) return untouched;
  return kept.length === 0
    ? { touched: true, removed }
    : { statement: withServiceAccounts(statement, kept), touched: true, removed };
}

function isFor(own: OwnStatement, { account, clusterArn, scope, sessionTags }: PodIdentityRequest): boolean {
  if (own.account !== account) return false;
  if (scope === 'account') return own.clusterArn === undefined;
  if (own.clusterArn !== clusterArn) return false;
  if (scope === 'service-account') return own.namespace !== undefined;
  return own.namespace === undefined && own.clusterBy === (sessionTags === false ? 'source-arn' : 'session-tag');
}

function stillTrusted(policy: TrustPolicy, request: PodIdentityRequest): readonly TrustReason[] {
  const statements = targetsOf(request).flatMap(({ reach }) => coveringStatement(policy, reach) ?? []);
  return [...new Set(statements)].map((statement) => ({ code: 'still-trusted', statement }));
}
