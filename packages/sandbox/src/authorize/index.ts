export { authorize } from './authorize.ts';
export { decideAssumeRole } from './decide-assume-role.ts';
export type { Decision } from './decision.ts';
export { findRole } from './find-role.ts';
export type { RequestPrincipal } from './match-principal.ts';
export { principalContext, tagKeys } from './principal-context.ts';
export { trustAsSeen } from './trust-as-seen.ts';
export { type PolicyKind, validatePolicyDocument } from './validate-policy-document.ts';
export type { KnownPrincipals } from './validate-principal.ts';
