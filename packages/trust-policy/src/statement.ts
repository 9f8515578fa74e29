import { isJsonArray, isJsonObject, type JsonValue, type TrustStatement } from './document.ts';

/** One test of a condition block: all must hold. Values are alternatives. */
export interface ConditionTest {
  /** As written, for people. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Who a Principal or NotPrincipal element names. */
export interface Principals {
  readonly everyone: boolean;
  readonly services: readonly string[];
  readonly federated: readonly string[];
  readonly aws: readonly string[];
}

/** A statement read for its meaning: one form for everything that IAM lets people write in several. */
export interface ReadStatement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  /** `not` when it is NotPrincipal. */
  readonly principals: Principals & { readonly not: boolean };
  /** `not` when it is NotAction. Patterns as written. */
  readonly actions: { readonly not: boolean; readonly patterns: readonly string[] };
  readonly conditions: readonly ConditionTest[];
  readonly unknownFields: readonly string[];
  /** Why IAM would refuse it; undefined when it is well-formed. */
  readonly malformed?: string;
}

const KNOWN_FIELDS = new Set(['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Condition']);

export function readStatement(statement: TrustStatement): ReadStatement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition } = statement;
  const malformed = whatIsWrong(statement);
  return {
    ...(typeof Sid === 'string' && Sid !== '' ? { sid: Sid } : {}),
    effect: Effect === 'Allow' || Effect === 'Deny' ? Effect : 'unknown',
    principals: { not: NotPrincipal !== undefined, ...readPrincipals(Principal ?? NotPrincipal) },
    actions: { not: NotAction !== undefined, patterns: strings(Action ?? NotAction) },
    conditions: readConditions(Condition),
    unknownFields: Object.keys(statement).filter((field) => !KNOWN_FIELDS.has(field)),
    ...(malformed === undefined ? {} : { malformed }),
  };
}

/** Whether the statement's Action or NotAction element covers the action. Action names ignore case. */
export function coversAction(statement: ReadStatement, action: string, matches: Glob): boolean {
  const named = statement.actions.patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  return named !== statement.actions.not;
}

type Glob = (pattern: string, text: string) => boolean;

/** A string, number or boolean, or an array of them, as an array of strings. */
export function strings(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (isJsonArray(value)) return value.flatMap((item) => strings(item));
  return isJsonObject(value) ? [] : [String(value)];
}

function readPrincipals(value: JsonValue | undefined): Principals {
  if (!isJsonObject(value)) return { everyone: strings(value).includes('*'), services: [], federated: [], aws: [] };
  const aws = strings(value['AWS']);
  return {
    everyone: aws.includes('*'),
    services: strings(value['Service']),
    federated: strings(value['Federated']),
    aws: aws.filter((principal) => principal !== '*'),
  };
}

function readConditions(value: JsonValue | undefined): readonly ConditionTest[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isJsonObject(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: strings(values) })) : [],
  );
}

function whatIsWrong(statement: TrustStatement): string | undefined {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'Effect must be "Allow" or "Deny"';
  if (Sid !== undefined && typeof Sid !== 'string') return 'Sid must be text';
  if ((Principal === undefined) === (NotPrincipal === undefined)) return 'it needs either Principal or NotPrincipal';
  if ((Action === undefined) === (NotAction === undefined)) return 'it needs either Action or NotAction';
  const principalProblem = whatIsWrongWithPrincipal(Principal ?? NotPrincipal);
  if (principalProblem !== undefined) return principalProblem;
  if (!isTextOrTexts(Action ?? NotAction)) return 'Action must be text or an array of texts';
  return Condition === undefined ? undefined : whatIsWrongWithCondition(Condition);
}

const PRINCIPAL_TYPES = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function whatIsWrongWithPrincipal(value: JsonValue | undefined): string | undefined {
  if (value === '*') return undefined;
  if (!isJsonObject(value)) return 'the principal must be "*" or an object';
  const types = Object.keys(value);
  if (types.length === 0) return 'the principal is empty';
  const unknown = types.find((type) => !PRINCIPAL_TYPES.has(type));
  if (unknown !== undefined) return `"${unknown}" is not a type of principal`;
  const bad = types.find((type) => !isTextOrTexts(value[type]));
  return bad === undefined ? undefined : `the ${bad} principal must be text or an array of texts`;
}

function whatIsWrongWithCondition(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return 'Condition must be an object';
  for (const [operator, keys] of Object.entries(value)) {
    if (!isJsonObject(keys)) return `Condition ${operator} must be an object`;
    const bad = Object.entries(keys).find(([, values]) => !isScalarOrScalars(values));
    if (bad !== undefined) return `Condition ${operator} ${bad[0]} must be a value or an array of values`;
  }
  return undefined;
}

function isTextOrTexts(value: JsonValue | undefined): boolean {
  return isJsonArray(value)
    ? value.length > 0 && value.every((item) => typeof item === 'string')
    : typeof value === 'string';
}

function isScalarOrScalars(value: JsonValue): boolean {
  return isJsonArray(value) ? value.every((item) => isScalar(item)) : isScalar(value);
}

function isScalar(value: JsonValue): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
