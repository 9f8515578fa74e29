import { isConditionOperator } from './conditions/evaluate-condition.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  PolicySyntaxError,
  parsePolicyDocument,
} from './policy-document.ts';
import { type KnownPrincipals, principalProblem } from './validate-principal.ts';

/** `trust`: who may assume a role; `identity`: managed, inline and boundary policies; `session`: passed to STS. */
export type PolicyKind = 'trust' | 'identity' | 'session';

export type PolicyValidation = { ok: true; document: PolicyDocument } | { ok: false; message: string };

type Rule = (statement: PolicyStatement) => string | undefined;

/**
 * Checks a document as IAM does when it is stored: grammar first, then what its kind of policy must and must not have.
 *
 * @param known which IAM principals of the account exist; without it, principals are checked by form only
 * @returns the document, or the message of IAM's `MalformedPolicyDocument`
 */
export function validatePolicyDocument(text: string, kind: PolicyKind, known?: KnownPrincipals): PolicyValidation {
  try {
    const document = parsePolicyDocument(text);
    const message = sidProblem(document) ?? firstProblem(document, rulesOf(kind, known));
    return message === undefined ? { ok: true, document } : { ok: false, message };
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    return { ok: false, message: error.message };
  }
}

function rulesOf(kind: PolicyKind, known: KnownPrincipals | undefined): Rule[] {
  const trustRules: Rule[] = [noResource, stsActionsOnly, (statement) => trustPrincipals(statement, known)];
  const identityRules: Rule[] = [noPrincipal, actionsHaveVendor, hasResources];
  return [...(kind === 'trust' ? trustRules : identityRules), conditionsAreKnown];
}

function firstProblem(document: PolicyDocument, rules: readonly Rule[]): string | undefined {
  for (const statement of document.statements) {
    for (const rule of rules) {
      const message = rule(statement);
      if (message !== undefined) return message;
    }
  }
  return undefined;
}

function sidProblem({ statements }: PolicyDocument): string | undefined {
  const sids = statements.flatMap(({ sid }) => (sid === undefined || sid === '' ? [] : [sid]));
  if (sids.some((sid) => !/^[0-9A-Za-z]*$/.test(sid))) {
    return 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
  }
  return new Set(sids).size === sids.length ? undefined : 'Statement IDs (SID) in a single policy must be unique.';
}

function noResource({ resource }: PolicyStatement): string | undefined {
  if (!resource) return undefined;
  return `Has prohibited field ${resource.negated ? 'NotResource' : 'Resource'}`;
}

function noPrincipal({ principal }: PolicyStatement): string | undefined {
  return principal ? 'Policy document should not specify a principal.' : undefined;
}

/** `*` is let through: it occurs in old trust policies (it means every STS action there). */
function stsActionsOnly({ action }: PolicyStatement): string | undefined {
  const foreign = action.patterns.some((pattern) => pattern !== '*' && !/^sts:[A-Za-z*?]+$/i.test(pattern));
  return foreign ? 'AssumeRole policy may only specify STS AssumeRole actions.' : undefined;
}

function trustPrincipals({ principal }: PolicyStatement, known: KnownPrincipals | undefined): string | undefined {
  if (!principal) return 'Missing required field Principal';
  for (const entry of principal.entries) {
    const message = principalProblem(entry, known);
    if (message !== undefined) return message;
  }
  return undefined;
}

function actionsHaveVendor({ action }: PolicyStatement): string | undefined {
  const bare = action.patterns.find((pattern) => pattern !== '*' && !pattern.includes(':'));
  if (bare !== undefined) return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  const foreign = action.patterns.find((pattern) => pattern !== '*' && !/^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(pattern));
  return foreign === undefined ? undefined : `Vendor ${foreign.slice(0, foreign.indexOf(':'))} is not valid`;
}

function hasResources({ resource }: PolicyStatement): string | undefined {
  if (!resource) return 'Policy statement must contain resources.';
  const bad = resource.patterns.find((pattern) => pattern !== '*' && !/^(arn:|\*|\$\{)/.test(pattern));
  return bad === undefined ? undefined : `Resource ${bad} must be in ARN format or "*".`;
}

function conditionsAreKnown({ conditions }: PolicyStatement): string | undefined {
  const unknown = conditions.find(({ operator }) => !isConditionOperator(operator));
  if (unknown) return `Invalid Condition type : ${unknown.operator}`;
  const bare = conditions.find(({ key }) => !key.includes(':'));
  return bare && 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
}
