import { isJsonArray, isJsonObject, type JsonObject, type TrustPolicy } from './document.ts';
import { readJson } from './read-json.ts';

export interface ParseProblem {
  readonly message: string;
  /** From 1; absent when the text is JSON but not a policy. */
  readonly line?: number;
  readonly column?: number;
}

export type ParsedTrustPolicy =
  | { readonly ok: true; readonly policy: TrustPolicy }
  | { readonly ok: false; readonly problem: ParseProblem };

/**
 * Reads the JSON text of a trust policy (decoded: IAM's URL encoding is the gateway's matter). The value is kept as it
 * was written; only what makes it unreadable as a policy is a problem here. Statements that IAM would refuse are told by
 * `explainTrustPolicy`, so that they can be shown.
 */
export function parseTrustPolicy(text: string): ParsedTrustPolicy {
  const reading = readJson(text);
  if (!reading.ok) return reading;
  const { value } = reading;
  if (!isJsonObject(value)) return problem('A trust policy is a JSON object.');
  if (!isTrustPolicy(value)) return problem(shapeProblem(value));
  return { ok: true, policy: value };
}

function isTrustPolicy(value: JsonObject): value is TrustPolicy {
  const { Statement } = value;
  return isJsonArray(Statement) ? Statement.every((item) => isJsonObject(item)) : isJsonObject(Statement);
}

function shapeProblem(value: JsonObject): string {
  const { Statement } = value;
  if (Statement === undefined) return 'A trust policy has a Statement; this one has none.';
  if (!isJsonArray(Statement)) return 'Statement is an object or an array of objects.';
  const position = Statement.findIndex((item) => !isJsonObject(item)) + 1;
  return `Statement ${position} is not an object.`;
}

function problem(message: string): ParsedTrustPolicy {
  return { ok: false, problem: { message } };
}
