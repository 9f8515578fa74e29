import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, type TrustStatement } from './document.ts';
import { readStatement, strings } from './statement.ts';

/** One text for all the ways of writing a statement that mean the same. With `labels`, the Sid counts as meaning. */
export function canonicalStatement(statement: TrustStatement, labels: boolean): string {
  const { Sid, Principal, NotPrincipal, Action, NotAction, Condition, ...rest } = statement;
  // Of a statement that IAM would refuse we know no meaning; only its text can be compared.
  if (readStatement(statement).malformed !== undefined)
    return canonicalText(labels ? statement : { ...statement, Sid: '' });
  return canonicalText({
    ...rest,
    ...(labels && Sid !== undefined ? { Sid } : {}),
    principal: { not: NotPrincipal !== undefined, of: canonicalPrincipal(Principal ?? NotPrincipal) },
    action: { not: NotAction !== undefined, of: canonicalSet(lowerCased(Action ?? NotAction)) },
    condition: canonicalConditions(Condition),
  });
}

/** JSON text with members sorted by name. */
export function canonicalText(value: JsonValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(sorted(value));
}

function sorted(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map((item) => sorted(item));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** `"*"` and `{"AWS": "*"}` name the same principals. */
function canonicalPrincipal(value: JsonValue | undefined): JsonObject {
  if (!isJsonObject(value)) return { AWS: canonicalSet(strings(value)) };
  return Object.fromEntries(
    Object.entries(value).map(([type, names]) => [
      type,
      canonicalSet(strings(names).map((name) => principalName(name))),
    ]),
  );
}

/** IAM stores an account's number as the ARN of its root. */
function principalName(name: string): string {
  return /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(name)?.[1] ?? name;
}

function canonicalConditions(value: JsonValue | undefined): JsonValue {
  if (!isJsonObject(value)) return [];
  const tests = Object.entries(value).flatMap(([operator, keys]) =>
    isJsonObject(keys)
      ? Object.entries(keys).map(([key, values]) =>
          JSON.stringify([operator.toLowerCase(), key.toLowerCase(), canonicalSet(strings(values))]),
        )
      : [],
  );
  return canonicalSet(tests);
}

function canonicalSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}

function lowerCased(value: JsonValue | undefined): readonly string[] {
  return strings(value).map((text) => text.toLowerCase());
}
