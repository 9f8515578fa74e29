/** Any JSON value, as it was written. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object, as it was written: unknown members are kept. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/** One statement, as it was written. Nothing about its members is promised; `readStatement` gives them meaning. */
export type TrustStatement = JsonObject;

/**
 * A trust document (AssumeRolePolicyDocument) as the JSON value that it is. Only two things are promised: the document
 * is an object, and `Statement` is one object or an array of objects. Everything else is kept verbatim, which makes the
 * value fit for storing, showing and writing back.
 */
export interface TrustPolicy extends JsonObject {
  readonly Statement: TrustStatement | readonly TrustStatement[];
}

/** IAM's default quota for a trust policy, in characters without whitespace (Service Quotas L-C07B4B0D). */
export const TRUST_POLICY_DEFAULT_LIMIT = 2048;

/** The most that the trust policy quota can be raised to. */
export const TRUST_POLICY_MAX_LIMIT = 8192;

/** The service that assumes roles for pods with an EKS pod identity association. The same in every partition. */
export const POD_IDENTITY_SERVICE = 'pods.eks.amazonaws.com';

/** The statements of a policy as an array, whichever form the document has. */
export function statementsOf(policy: TrustPolicy): readonly TrustStatement[] {
  const { Statement } = policy;
  return isJsonArray(Statement) ? Statement : [Statement];
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value);
}

export function isJsonArray<T extends JsonValue>(value: T | readonly T[] | undefined): value is readonly T[] {
  return Array.isArray(value);
}
