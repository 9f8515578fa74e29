import type { PrincipalMatch } from './match-principal.ts';
import { matchStatement, type PolicyRequest } from './match-statement.ts';
import { type PolicyDocument, PolicySyntaxError, parsePolicyDocument } from './policy-document.ts';

export type PolicyType = 'inline' | 'managed' | 'boundary' | 'session' | 'trust';

/** A policy document with the name by which answers speak of it. */
export interface NamedPolicy {
  /** Inline policies: the policy's name. Managed policies and boundaries: their ARN. Trust policies: the role's ARN. */
  id: string;
  type: PolicyType;
  text: string;
}

export interface MatchedStatement {
  policyId: string;
  policyType: PolicyType;
  statementIndex: number;
  sid?: string;
  /** How a trust statement names the principal. */
  principal?: PrincipalMatch;
}

export interface Evaluation {
  outcome: 'allow' | 'explicit-deny' | 'implicit-deny';
  /** Every statement of the deciding effect that applies; empty for an implicit denial. */
  matched: MatchedStatement[];
}

/**
 * Evaluates policies of one kind together: a denial in any of them wins, else a permission in any of them, else nothing
 * is permitted. A document that cannot be read contributes nothing.
 */
export function evaluatePolicies(policies: readonly NamedPolicy[], request: PolicyRequest): Evaluation {
  const applying = policies.flatMap((policy) => {
    const document = tryParse(policy.text);
    return document ? applyingStatements(policy, document, request) : [];
  });
  return combine(applying);
}

/** The same for one document that has been read already. */
export function evaluateDocument(
  policy: Pick<NamedPolicy, 'id' | 'type'>,
  document: PolicyDocument,
  request: PolicyRequest,
): Evaluation {
  return combine(applyingStatements(policy, document, request));
}

interface ApplyingStatement {
  effect: 'Allow' | 'Deny';
  matched: MatchedStatement;
}

function applyingStatements(
  { id, type }: Pick<NamedPolicy, 'id' | 'type'>,
  document: PolicyDocument,
  request: PolicyRequest,
): ApplyingStatement[] {
  return document.statements.flatMap((statement) => {
    const match = matchStatement(statement, request, document.version);
    if (!match.applies) return [];
    const matched = {
      policyId: id,
      policyType: type,
      statementIndex: statement.index,
      ...(statement.sid === undefined ? {} : { sid: statement.sid }),
      ...(match.principal ? { principal: match.principal } : {}),
    };
    return [{ effect: statement.effect, matched }];
  });
}

function combine(applying: readonly ApplyingStatement[]): Evaluation {
  const of = (effect: 'Allow' | 'Deny') =>
    applying.filter((one) => one.effect === effect).map(({ matched }) => matched);
  const denied = of('Deny');
  if (denied.length > 0) return { outcome: 'explicit-deny', matched: denied };
  const allowed = of('Allow');
  return { outcome: allowed.length > 0 ? 'allow' : 'implicit-deny', matched: allowed };
}

/** Reads a stored document; a broken one (only a hand-made state has one) is as good as none. */
export function tryParse(text: string): PolicyDocument | undefined {
  try {
    return parsePolicyDocument(text);
  } catch (error) {
    if (error instanceof PolicySyntaxError) return undefined;
    throw error;
  }
}
