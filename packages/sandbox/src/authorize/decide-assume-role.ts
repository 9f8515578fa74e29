import type { RoleState } from '../state/iam-state.ts';
import type { World } from '../world.ts';
import { type Decision, statementName } from './decision.ts';
import { evaluateDocument, type MatchedStatement, tryParse } from './evaluate-policies.ts';
import { findRole } from './find-role.ts';
import type { RequestPrincipal } from './match-principal.ts';
import { matchStatement, type PolicyRequest, type StatementMatch } from './match-statement.ts';
import type { ConditionClause, PolicyDocument } from './policy-document.ts';
import { type ContextValues, RequestContext } from './request-context.ts';
import { trustAsSeen } from './trust-as-seen.ts';

export interface AssumeRoleRequest {
  roleArn: string;
  principal: RequestPrincipal;
  /** Every one of them must be allowed, for example `['sts:AssumeRole', 'sts:TagSession']`. */
  actions: readonly string[];
  /** Condition keys, for example `aws:SourceAccount` and `aws:RequestTag/kubernetes-namespace`. */
  context: ContextValues;
  /** Which state of the role counts; services see changes only after IAM has propagated them. This is the default. */
  trust?: 'as-seen-by-services' | 'newest';
}

export type AssumeRoleDecision = Decision & { role?: RoleState };

/**
 * Decides by the role's trust policy alone whether a principal gets a session, for every action asked. The reason of a
 * refusal names what is missing: the role, a statement for the principal, the action, or the first condition that
 * is not met by the statement that comes closest.
 */
export function decideAssumeRole(world: World, request: AssumeRoleRequest): AssumeRoleDecision {
  const role = findRole(world.state.iam, request.roleArn);
  if (!role) return { allowed: false, code: 'role-missing', reason: `the role ${request.roleArn} does not exist` };
  const trust = request.trust === 'newest' ? role.trustPolicy : trustAsSeen(role, world.now());
  if (trust === undefined) {
    const reason = `the role ${role.arn} was just made and is not visible to other services yet`;
    return { allowed: false, code: 'role-not-visible', reason, role };
  }
  const document = tryParse(trust);
  if (!document) {
    const reason = `the trust policy of ${role.arn} is not a policy document`;
    return { allowed: false, code: 'trust-unreadable', reason, role };
  }
  const now = world.now();
  const time = { 'aws:CurrentTime': new Date(now).toISOString(), 'aws:EpochTime': String(Math.floor(now / 1000)) };
  const context = new RequestContext(time, request.context);
  return { ...decideAllActions(role, document, request, context), role };
}

function decideAllActions(
  role: RoleState,
  document: PolicyDocument,
  { actions, principal }: AssumeRoleRequest,
  context: RequestContext,
): Decision {
  let first: MatchedStatement | undefined;
  for (const action of actions) {
    const asked: PolicyRequest = { action, principal, context };
    const { outcome, matched } = evaluateDocument({ id: role.arn, type: 'trust' }, document, asked);
    const [statement] = matched;
    if (outcome === 'explicit-deny' && statement) {
      const reason = `${statementName(statement)} of the trust policy of ${role.name} explicitly denies ${action}`;
      return { allowed: false, code: 'explicit-deny', reason, matched: statement };
    }
    if (outcome !== 'allow') return explainRefusal(role, document, asked);
    first ??= statement;
  }
  const reason = `the trust policy of ${role.name} allows ${actions.join(' and ')}`;
  return { allowed: true, code: 'allowed', reason, ...(first ? { matched: first } : {}) };
}

/** Finds the Allow statement that comes closest and says what it lacks. */
function explainRefusal(role: RoleState, document: PolicyDocument, asked: PolicyRequest): Decision {
  const misses = document.statements
    .filter((statement) => statement.effect === 'Allow')
    .map((statement) => ({ statement, match: matchStatement(statement, asked, document.version) }));
  const condition = misses.find(({ match }) => !match.applies && match.failedAt === 'condition');
  if (condition && hasClause(condition.match)) {
    const { index, sid } = condition.statement;
    const name = statementName({ statementIndex: index, ...(sid === undefined ? {} : { sid }) });
    const unmet = explainClause(condition.match.clause, asked.context);
    const reason = `the trust policy of ${role.name} allows ${asked.action} only under a condition: ${name} ${unmet}`;
    return { allowed: false, code: 'condition-not-met', reason };
  }
  const who = principalName(asked.principal);
  if (misses.some(({ match }) => !match.applies && match.failedAt === 'action')) {
    const reason = `the trust policy of ${role.name} names ${who}, but does not allow ${asked.action}`;
    return { allowed: false, code: 'action-not-allowed', reason };
  }
  const reason = `the trust policy of ${role.name} has no statement for ${who}`;
  return { allowed: false, code: 'no-statement-for-principal', reason };
}

function hasClause(match: StatementMatch): match is Extract<StatementMatch, { failedAt: 'condition' }> {
  return !match.applies && match.failedAt === 'condition';
}

function explainClause({ operator, key, values }: ConditionClause, context: RequestContext): string {
  const actual = context.get(key);
  const has = actual ? `is ${actual.map(quote).join(', ')}` : 'is not in the request';
  return `wants ${operator} ${key} ${values.map(quote).join(' or ')}, but ${key} ${has}`;
}

function quote(value: string): string {
  return JSON.stringify(value);
}

function principalName(principal: RequestPrincipal | undefined): string {
  if (!principal) return 'the caller';
  if ('service' in principal) return principal.service;
  return 'federated' in principal ? principal.federated : principal.aws;
}
