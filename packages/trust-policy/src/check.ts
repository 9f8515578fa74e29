import { type ConditionContext, podIdentityContext, type PodIdentityReach } from './condition-context.ts';
import { POD_IDENTITY_SERVICE, statementsOf, type TrustPolicy } from './document.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { matchesGlob } from './glob.ts';
import type { PodIdentityAction, TrustReason } from './reason.ts';
import type { PodIdentitySubject } from './service-account.ts';
import { type ConditionTest, coversAction, readStatement, type ReadStatement } from './statement.ts';
import { all, type Truth } from './truth.ts';

export interface TrustCheck {
  /** 'unknown' when it depends on something that cannot be known beforehand. */
  readonly status: 'ok' | 'missing' | 'unknown';
  /** Why it is not ok; empty when it is. */
  readonly reasons: readonly TrustReason[];
}

/**
 * Whether EKS could assume the role for this service account through Pod Identity, as far as the trust policy says.
 * Both sts:AssumeRole and sts:TagSession are needed: pods need the second only for session tags, but EKS refuses to
 * create an association without it ("Trust policy of the role provided is invalid").
 */
export function checkPodIdentityTrust(policy: TrustPolicy, subject: PodIdentitySubject): TrustCheck {
  return checkReach(policy, subject);
}

/** As `checkPodIdentityTrust`, for every association of a cluster or of the account where parts are left out. */
export function checkReach(policy: TrustPolicy, reach: PodIdentityReach): TrustCheck {
  const judged = judgeStatements(policy, podIdentityContext(reach));
  const denied = judged.flatMap((statement) => denials(statement));
  if (denied.some((reason) => reason.code === 'denied')) return { status: 'missing', reasons: denied };

  const malformed = judged.flatMap(({ index, read }): TrustReason[] =>
    read.malformed === undefined ? [] : [{ code: 'malformed', statement: index, problem: read.malformed }],
  );
  const doubts = [...malformed, ...denied];
  const covered = ACTIONS.map((action) => coverage(judged, action));
  const status = all(covered);
  if (status === 'yes') return { status: doubts.length === 0 ? 'ok' : 'unknown', reasons: doubts };
  const reasons = [...doubts, ...whyNotCovered(judged, reach.sessionTags)];
  // A statement that we cannot read may be the one that trusts.
  return { status: status === 'unknown' || malformed.length > 0 ? 'unknown' : 'missing', reasons };
}

/** Index of a statement that by itself allows both actions in this reach, if there is one. */
export function coveringStatement(policy: TrustPolicy, reach: PodIdentityReach): number | undefined {
  return judgeStatements(policy, podIdentityContext(reach)).find((statement) => covering(statement))?.index;
}

const ACTIONS: readonly PodIdentityAction[] = ['sts:AssumeRole', 'sts:TagSession'];

interface JudgedStatement {
  readonly index: number;
  readonly read: ReadStatement;
  /** Whether it speaks of pods.eks.amazonaws.com: by name, or because it names everyone. */
  readonly names: 'service' | 'everyone' | 'other';
  readonly actions: readonly PodIdentityAction[];
  readonly tests: readonly { readonly test: ConditionTest; readonly verdict: Truth; readonly actual: string | null }[];
  readonly conditions: Truth;
}

function judgeStatements(policy: TrustPolicy, context: ConditionContext): readonly JudgedStatement[] {
  const variables = policy['Version'] === '2012-10-17';
  return statementsOf(policy).map((statement, index) => {
    const read = readStatement(statement);
    const tests = read.conditions.map((test) => ({
      test,
      verdict: evaluateCondition(test, context, variables),
      actual: actualValue(context, test.key),
    }));
    return {
      index,
      read,
      names: whomItNames(read),
      actions: ACTIONS.filter((action) => coversAction(read, action, matchesGlob)),
      tests,
      conditions: all(tests.map(({ verdict }) => verdict)),
    };
  });
}

function whomItNames({ principals }: ReadStatement): JudgedStatement['names'] {
  const byName = principals.services.includes(POD_IDENTITY_SERVICE);
  if (principals.not) return byName || principals.everyone ? 'other' : 'everyone';
  if (byName) return 'service';
  return principals.everyone ? 'everyone' : 'other';
}

function actualValue(context: ConditionContext, key: string): string | null {
  const knowledge = context(key);
  return knowledge.state === 'known' ? knowledge.values.join(', ') : null;
}

function denials(statement: JudgedStatement): readonly TrustReason[] {
  const { read, names, actions, conditions, index, tests } = statement;
  if (read.effect !== 'Deny' || read.malformed !== undefined || names === 'other' || conditions === 'no') return [];
  if (conditions === 'yes') return actions.map((action) => ({ code: 'denied', statement: index, action }));
  if (actions.length === 0) return [];
  const open = tests.filter(({ verdict }) => verdict === 'unknown');
  return open.map(({ test }) => ({ code: 'deny-unknown', statement: index, key: test.key }));
}

function coverage(judged: readonly JudgedStatement[], action: PodIdentityAction): Truth {
  const relevant = judged.filter((statement) => allows(statement) && statement.actions.includes(action));
  if (relevant.some(({ names, conditions }) => names === 'service' && conditions === 'yes')) return 'yes';
  return relevant.some(({ conditions }) => conditions !== 'no') ? 'unknown' : 'no';
}

function covering(statement: JudgedStatement): boolean {
  const { names, conditions, actions } = statement;
  return allows(statement) && names === 'service' && conditions === 'yes' && actions.length === ACTIONS.length;
}

function allows({ read, names }: JudgedStatement): boolean {
  return read.effect === 'Allow' && read.malformed === undefined && names !== 'other';
}

/**
 * Speaks, for each action that isn't covered, of the statement that comes nearest: a role shared by thirty service
 * accounts has thirty statements that don't fit.
 */
function whyNotCovered(judged: readonly JudgedStatement[], sessionTags: boolean): readonly TrustReason[] {
  const candidates = judged
    .filter((statement) => allows(statement) && statement.actions.length > 0)
    .toSorted((a, b) => distance(a) - distance(b));
  const [nearest] = candidates;
  if (nearest === undefined) return [{ code: 'no-statement' }];
  const open = ACTIONS.filter((action) => coverage(judged, action) !== 'yes').map((action) => ({
    action,
    nearest: candidates.find(({ actions }) => actions.includes(action)),
  }));
  const short = new Set(open.flatMap(({ nearest: statement }) => (statement === undefined ? [] : [statement])));
  return [
    ...open.flatMap((gap) => (gap.nearest === undefined ? [missingAction(nearest, gap.action, sessionTags)] : [])),
    ...[...short].flatMap((statement) => [...unmetConditions(statement), ...everyoneNamed(statement)]),
  ];
}

function distance({ tests, names, actions }: JudgedStatement): number {
  const unmet = tests.filter(({ verdict }) => verdict === 'no').length;
  const open = tests.filter(({ verdict }) => verdict === 'unknown').length;
  return unmet * 100 + (ACTIONS.length - actions.length) * 10 + open + (names === 'everyone' ? 1 : 0);
}

function missingAction({ index }: JudgedStatement, action: PodIdentityAction, sessionTags: boolean): TrustReason {
  if (action === 'sts:AssumeRole') return { code: 'assume-role-missing', statement: index };
  return { code: 'tag-session-missing', statement: index, neededFor: sessionTags ? 'session-tags' : 'create' };
}

function unmetConditions({ tests, index }: JudgedStatement): readonly TrustReason[] {
  return tests.flatMap(({ test, verdict, actual }): TrustReason[] => {
    const { key, operator, values: expected } = test;
    if (verdict === 'no') return [{ code: 'condition-not-met', statement: index, key, operator, expected, actual }];
    return verdict === 'unknown' ? [{ code: 'condition-unknown', statement: index, key, operator }] : [];
  });
}

function everyoneNamed({ names, index }: JudgedStatement): readonly TrustReason[] {
  return names === 'everyone' ? [{ code: 'principal-wildcard', statement: index }] : [];
}
