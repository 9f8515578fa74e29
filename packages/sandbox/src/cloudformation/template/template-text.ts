import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Json } from '../../state/cloudformation-state.ts';
import { validationError } from '../errors.ts';
import { isObject, type JsonObject } from './template.ts';

/**
 * Reads the text of a template, JSON or YAML with CloudFormation's short forms, which become the long ones.
 *
 * @throws AwsError `ValidationError`: the text is neither, or not an object
 */
export function readTemplateText(text: string): JsonObject {
  const value = text.trimStart().startsWith('{') ? readJson(text) : readYaml(text);
  if (!isObject(value)) throw validationError('Template format error: unsupported structure.');
  return value;
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const { line, column } = placeOf(text, error);
    throw validationError(`Template format error: JSON not well-formed. (line ${line}, column ${column})`);
  }
}

/** V8 names a position only for some errors; without one the text ended too soon. */
function placeOf(text: string, error: unknown): { line: number; column: number } {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function readYaml(text: string): Json {
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const at = problem.linePos?.[0];
    throw validationError(
      `Template format error: YAML not well-formed. (line ${at?.line ?? 1}, column ${at?.col ?? 1})`,
    );
  }
  return jsonOf(document, document.contents, { nodes: 0, aliases: new Map() });
}

/** Short forms that are written `!Name`; all but two get the prefix `Fn::`. */
const FUNCTIONS = new Set([
  ...['Ref', 'Condition', 'Base64', 'Cidr', 'FindInMap', 'GetAtt', 'GetAZs', 'ImportValue', 'Join', 'Select', 'Split'],
  ...['Sub', 'And', 'Equals', 'If', 'Not', 'Or', 'Transform'],
]);

/** Aliases can make a small text large without bound; no template of 51,200 bytes has this many values otherwise. */
const MOST_NODES = 50_000;

/** What has been seen of a text: looking an alias up takes a walk through all of it, so each is looked up once. */
interface Seen {
  nodes: number;
  aliases: Map<Alias, unknown>;
}

function jsonOf(document: Document, node: unknown, seen: Seen): Json {
  seen.nodes += 1;
  if (seen.nodes > MOST_NODES) throw validationError('Template format error: the template has too many values.');
  if (!isNode(node)) return null;
  if (isAlias(node)) {
    if (!seen.aliases.has(node)) seen.aliases.set(node, node.resolve(document));
    return jsonOf(document, seen.aliases.get(node), seen);
  }
  const value = plainJson(document, node, seen);
  const name = node.tag?.startsWith('!') ? node.tag.slice(1) : '';
  if (!FUNCTIONS.has(name)) return value;
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? attributePath(value) : value };
}

function plainJson(document: Document, node: Node, seen: Seen): Json {
  if (isMap(node)) {
    const pairs = node.items.map(
      ({ key, value }) => [String(isScalar(key) ? key.value : key), jsonOf(document, value, seen)] as const,
    );
    return Object.fromEntries(pairs);
  }
  if (isSeq(node)) return node.items.map((item) => jsonOf(document, item, seen));
  const value = isScalar(node) ? node.value : null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** `Resource.Attribute`; attributes may contain dots, logical ids may not. */
function attributePath(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
