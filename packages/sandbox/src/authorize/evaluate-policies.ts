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
  const allowed: MatchedStatement[] = [];
  const denied: MatchedStatement[] = [];
  for (const policy of policies) {
    const document = tryParse(policy.text);
    for (const statement of document?.statements ?? []) {
      const match = matchStatement(statement, request, document?.version ?? '2008-10-17');
      if (!match.applies) continue;
      (statement.effect === 'Deny' ? denied : allowed).push({
        policyId: policy.id,
        policyType: policy.type,
        statementIndex: statement.index,
        ...(statement.sid === undefined ? {} : { sid: statement.sid }),
        ...(match.principal ? { principal: match.principal } : {}),
      });
    }
  }
  if (denied.length > 0) return { outcome: 'explicit-deny', matched: denied };
  return allowed.length > 0 ? { outcome: 'allow', matched: allowed } : { outcome: 'implicit-deny', matched: [] };
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
