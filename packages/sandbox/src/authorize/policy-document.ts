/** A policy document after reading: every element in one shape, whatever legal JSON variant was sent. */
export interface PolicyDocument {
  version: PolicyVersion;
  statements: PolicyStatement[];
}

export type PolicyVersion = '2008-10-17' | '2012-10-17';

export interface PolicyStatement {
  /** Position in the document, from 0. */
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal?: PrincipalElement;
  action: PatternElement;
  /** Absent in trust policies. */
  resource?: PatternElement;
  conditions: ConditionClause[];
}

/** `Action`/`NotAction` or `Resource`/`NotResource`. */
export interface PatternElement {
  negated: boolean;
  patterns: string[];
}

/** `Principal`/`NotPrincipal`; a bare `"*"` is one entry of type `*`. */
export interface PrincipalElement {
  negated: boolean;
  entries: PrincipalEntry[];
}

export interface PrincipalEntry {
  type: '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  value: string;
}

/** One key of one operator block; the request must match one of the values (or none, for a negated operator). */
export interface ConditionClause {
  operator: string;
  key: string;
  values: string[];
}

/** A document that does not have the grammar of a policy; the message is IAM's own wording. */
export class PolicySyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicySyntaxError';
  }
}

type JsonObject = Record<string, unknown>;

const documentFields = new Set(['Version', 'Id', 'Statement']);
const statementFields = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const principalTypes = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

/**
 * Reads a policy document of any kind. Accepts what the IAM JSON grammar accepts: a statement as an object or an
 * array of them, a string or an array of strings for every list, numbers and booleans as condition values.
 *
 * @throws PolicySyntaxError for anything else; which elements a kind of policy needs is `validatePolicyDocument`'s.
 */
export function parsePolicyDocument(text: string): PolicyDocument {
  const root = parseJson(text);
  if (!isObject(root)) throw new PolicySyntaxError('Syntax errors in policy.');
  rejectUnknownFields(root, documentFields);
  const version = readVersion(root['Version']);
  if (root['Id'] !== undefined && typeof root['Id'] !== 'string')
    throw new PolicySyntaxError('Syntax errors in policy.');
  if (root['Statement'] === undefined) throw new PolicySyntaxError('Missing required field Statement');
  const list = Array.isArray(root['Statement']) ? (root['Statement'] as unknown[]) : [root['Statement']];
  if (list.length === 0) throw new PolicySyntaxError('Could not parse the policy: Statement is empty!');
  return { version, statements: list.map(readStatement) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicySyntaxError('This policy contains invalid Json');
  }
}

/** Without a version the older grammar applies, which has no policy variables. */
function readVersion(value: unknown): PolicyVersion {
  if (value === undefined || value === '2008-10-17') return '2008-10-17';
  if (value === '2012-10-17') return value;
  throw new PolicySyntaxError('Policy document must be version 2012-10-17 or greater.');
}

function readStatement(value: unknown, index: number): PolicyStatement {
  if (!isObject(value)) throw new PolicySyntaxError('Syntax errors in policy.');
  rejectUnknownFields(value, statementFields);
  const sid = value['Sid'];
  if (sid !== undefined && typeof sid !== 'string') throw new PolicySyntaxError('Syntax errors in policy.');
  const action = readPatterns(value, 'Action', 'NotAction');
  if (!action) throw new PolicySyntaxError('Missing required field Action');
  const resource = readPatterns(value, 'Resource', 'NotResource');
  const principal = readPrincipal(value);
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect: readEffect(value['Effect']),
    ...(principal ? { principal } : {}),
    action,
    ...(resource ? { resource } : {}),
    conditions: readConditions(value['Condition']),
  };
}

function readEffect(value: unknown): 'Allow' | 'Deny' {
  if (value === 'Allow' || value === 'Deny') return value;
  if (value === undefined) throw new PolicySyntaxError('Missing required field Effect');
  throw new PolicySyntaxError(typeof value === 'string' ? `Invalid effect: ${value}` : 'Syntax errors in policy.');
}

function readPatterns(statement: JsonObject, name: string, negatedName: string): PatternElement | undefined {
  rejectBoth(statement, name, negatedName);
  const negated = statement[negatedName] !== undefined;
  const value = negated ? statement[negatedName] : statement[name];
  if (value === undefined) return undefined;
  const patterns = readStrings(value);
  if (patterns.length === 0) throw new PolicySyntaxError('Syntax errors in policy.');
  return { negated, patterns };
}

function readPrincipal(statement: JsonObject): PrincipalElement | undefined {
  rejectBoth(statement, 'Principal', 'NotPrincipal');
  const negated = statement['NotPrincipal'] !== undefined;
  const value = negated ? statement['NotPrincipal'] : statement['Principal'];
  if (value === undefined) return undefined;
  if (value === '*') return { negated, entries: [{ type: '*', value: '*' }] };
  if (typeof value === 'string') throw new PolicySyntaxError(`Invalid principal in policy: ${JSON.stringify(value)}`);
  if (!isObject(value)) throw new PolicySyntaxError('Syntax errors in policy.');
  const entries = Object.entries(value).flatMap(([type, values]) => readPrincipalEntries(type, values));
  if (entries.length === 0) throw new PolicySyntaxError('Missing required field Principal cannot be empty!');
  return { negated, entries };
}

function readPrincipalEntries(type: string, values: unknown): PrincipalEntry[] {
  const list = readStrings(values);
  if (!isPrincipalType(type)) {
    throw new PolicySyntaxError(
      `Invalid principal in policy: ${JSON.stringify(type)}:${JSON.stringify(list[0] ?? '')}`,
    );
  }
  return list.map((value) => ({ type, value }));
}

function isPrincipalType(type: string): type is Exclude<PrincipalEntry['type'], '*'> {
  return principalTypes.has(type);
}

function readConditions(value: unknown): ConditionClause[] {
  if (value === undefined) return [];
  if (!isObject(value)) throw new PolicySyntaxError('Syntax errors in policy.');
  return Object.entries(value).flatMap(([operator, block]) => {
    if (!isObject(block)) throw new PolicySyntaxError('Syntax errors in policy.');
    return Object.entries(block).map(([key, values]) => ({ operator, key, values: readConditionValues(values) }));
  });
}

function readConditionValues(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw new PolicySyntaxError('Syntax errors in policy.');
  });
}

function readStrings(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== 'string') throw new PolicySyntaxError('Syntax errors in policy.');
    return item;
  });
}

function rejectUnknownFields(value: JsonObject, known: ReadonlySet<string>): void {
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) throw new PolicySyntaxError(`Unknown field ${unknown}`);
}

function rejectBoth(statement: JsonObject, name: string, negatedName: string): void {
  if (statement[name] !== undefined && statement[negatedName] !== undefined) {
    throw new PolicySyntaxError(`Statement/policy already has instance of ${name}`);
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
