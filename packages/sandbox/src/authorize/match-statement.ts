import { clauseIsMet } from './conditions/evaluate-condition.ts';
import { matchPrincipal, type PrincipalMatch, type RequestPrincipal } from './match-principal.ts';
import { actionMatches, matchesPattern, toPattern } from './pattern.ts';
import type { ConditionClause, PatternElement, PolicyStatement, PolicyVersion } from './policy-document.ts';
import type { RequestContext } from './request-context.ts';

/** One request as statements see it. Trust policies have no resource, identity policies no principal. */
export interface PolicyRequest {
  action: string;
  resource?: string;
  principal?: RequestPrincipal;
  context: RequestContext;
}

/** Either the statement applies, or the first element that keeps it from applying. */
export type StatementMatch =
  | { applies: true; principal?: PrincipalMatch }
  | { applies: false; failedAt: 'principal' | 'action' | 'resource' }
  | { applies: false; failedAt: 'condition'; clause: ConditionClause };

/** Compares a statement with a request: principal, action, resource, then every clause of the condition. */
export function matchStatement(
  statement: PolicyStatement,
  request: PolicyRequest,
  version: PolicyVersion,
): StatementMatch {
  const principal = statement.principal && request.principal && matchPrincipal(statement.principal, request.principal);
  if (request.principal && !principal) return { applies: false, failedAt: 'principal' };
  if (!elementMatches(statement.action, (pattern) => actionMatches(pattern, request.action))) {
    return { applies: false, failedAt: 'action' };
  }
  if (!resourceMatches(statement.resource, request, version)) return { applies: false, failedAt: 'resource' };
  const clause = statement.conditions.find((candidate) => !clauseIsMet(candidate, request.context, version));
  if (clause) return { applies: false, failedAt: 'condition', clause };
  return { applies: true, ...(principal ? { principal } : {}) };
}

function resourceMatches(
  element: PatternElement | undefined,
  { resource, context }: PolicyRequest,
  version: PolicyVersion,
): boolean {
  if (resource === undefined) return true;
  if (!element) return false;
  return elementMatches(element, (text) => {
    const pattern = toPattern(text, context, version);
    return pattern !== undefined && matchesPattern(pattern, resource);
  });
}

function elementMatches({ negated, patterns }: PatternElement, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== negated;
}
