export { addPodIdentity, newPodIdentityTrust } from './add.ts';
export { checkPodIdentityTrust, type TrustCheck } from './check.ts';
export { type CompareOptions, comparePolicies, type PolicyComparison, type PolicyDifference } from './compare.ts';
export {
  type JsonObject,
  type JsonValue,
  POD_IDENTITY_SERVICE,
  statementsOf,
  TRUST_POLICY_DEFAULT_LIMIT,
  TRUST_POLICY_MAX_LIMIT,
  type TrustPolicy,
  type TrustStatement,
} from './document.ts';
export { type ExplainOptions, explainTrustPolicy } from './explain.ts';
export type {
  ExplainedPolicy,
  ExplainedStatement,
  NoteCode,
  StatementKind,
  TrustFinding,
  TrustFindingCode,
  TrustScope,
} from './explained.ts';
export { noteMessage } from './note-message.ts';
export { parseTrustPolicy, type ParsedTrustPolicy, type ParseProblem } from './parse.ts';
export type { PodIdentityRequest, PodIdentityScope, TrustEdit } from './pod-identity-request.ts';
export { printTrustPolicy, trustPolicySize } from './print.ts';
export { type PodIdentityAction, reasonMessage, type TrustReason, type TrustReasonCode } from './reason.ts';
export { removePodIdentity } from './remove.ts';
export type { PodIdentitySubject, ServiceAccountName, SubjectPattern } from './service-account.ts';
export { type ClusterIssuer, trustShapeInWords } from './words.ts';
