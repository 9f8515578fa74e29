import {
  statementsOf,
  TRUST_POLICY_DEFAULT_LIMIT,
  TRUST_POLICY_MAX_LIMIT,
  type TrustPolicy,
  type TrustStatement,
} from './document.ts';
import type { PodIdentityRequest, TrustEdit } from './pod-identity-request.ts';
import { trustPolicySize } from './print.ts';
import type { TrustReason } from './reason.ts';
import type { ServiceAccountName } from './service-account.ts';
import { readStatement } from './statement.ts';

/** What an edit hands back when it leaves the document as it is: `blocked` tells a refusal from a no-op. */
export function unchanged(
  policy: TrustPolicy,
  request: PodIdentityRequest,
  reasons: readonly TrustReason[],
  blocked: boolean,
): TrustEdit {
  return { policy, changed: false, blocked, ...measured(policy, request), reasons, serviceAccounts: [] };
}

/** What an edit hands back when it changed the document; says what may keep IAM from accepting it. */
export function changed(
  policy: TrustPolicy,
  request: PodIdentityRequest,
  reasons: readonly TrustReason[],
  serviceAccounts: readonly ServiceAccountName[],
): TrustEdit {
  const { size, limit } = measured(policy, request);
  const oversize: readonly TrustReason[] =
    size > limit ? [{ code: 'size-over-limit', size, limit, raisable: size <= TRUST_POLICY_MAX_LIMIT }] : [];
  return {
    policy,
    changed: true,
    blocked: false,
    size,
    limit,
    reasons: [...reasons, ...deletedPrincipals(policy), ...oversize],
    serviceAccounts,
  };
}

/** The document with other statements; all other members, and their order, stay. */
export function withStatements(policy: TrustPolicy, statements: readonly TrustStatement[]): TrustPolicy {
  return { ...policy, Statement: statements };
}

/** One statement that IAM refuses makes it refuse the whole document, so no edit of it can be written. */
export function malformedStatements(policy: TrustPolicy): readonly TrustReason[] {
  return statementsOf(policy).flatMap((statement, index): TrustReason[] => {
    const { malformed } = readStatement(statement);
    return malformed === undefined ? [] : [{ code: 'malformed', statement: index, problem: malformed }];
  });
}

/** IAM shows a deleted user or role by its unique id, and refuses a document that holds one. */
export function isDeletedPrincipal(principal: string): boolean {
  return /^A[A-Z0-9]{2}A[A-Z0-9]{16,}$/.test(principal);
}

function deletedPrincipals(policy: TrustPolicy): readonly TrustReason[] {
  return statementsOf(policy).flatMap((statement, index) =>
    readStatement(statement)
      .principals.aws.filter((principal) => isDeletedPrincipal(principal))
      .map((principal): TrustReason => ({ code: 'deleted-principal', statement: index, principal })),
  );
}

function measured(policy: TrustPolicy, request: PodIdentityRequest): Pick<TrustEdit, 'size' | 'limit'> {
  return { size: trustPolicySize(policy), limit: request.limit ?? TRUST_POLICY_DEFAULT_LIMIT };
}
