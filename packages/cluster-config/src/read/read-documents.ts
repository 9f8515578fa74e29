import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import type { ConfigValue } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../text/line-index.ts';
import { buildTree } from './build-tree.ts';
import { inputFindings, MAX_DEPTH, MAX_LEXEMES } from './input-limits.ts';

/** One YAML document: its library node for edits, its positioned tree for everything else. */
export interface SourceDocument {
  readonly yaml: Document.Parsed;
  readonly root: ConfigValue | undefined;
  readonly start: number;
  readonly end: number;
  /** Its syntax is sound, so that its tree says what the author meant. */
  readonly sound: boolean;
  /** Of a document that is not sound: what was read of it, what was found in that, and where it first breaks. */
  readonly partial?: { readonly root: ConfigValue; readonly findings: readonly Finding[]; readonly brokenAt: number };
}

export interface ReadText {
  readonly documents: readonly SourceDocument[];
  readonly findings: readonly Finding[];
}

/**
 * Text to documents with positions. Never throws and never hangs on hostile input: size, control characters and depth are
 * checked on the stream of tokens before anything recursive runs, and aliases are resolved within a budget.
 */
export function readDocuments(text: string): ReadText {
  const refused = inputFindings(text);
  if (refused.some((finding) => finding.severity === 'error')) return { documents: [], findings: refused };
  const findings: Finding[] = [...refused];
  const tokens: CST.Token[] = [];
  const limit = tokenize(text, tokens);
  if (limit !== undefined) return { documents: [], findings: [...findings, limit] };
  return { documents: withoutStacks(() => compose(tokens, text.length, findings)), findings };
}

function compose(tokens: readonly CST.Token[], length: number, findings: Finding[]): SourceDocument[] {
  // The library compares every pair of keys; our own tree finds duplicates in one pass.
  const composer = new Composer({ keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return [...composer.compose(tokens, false, length)].map((document) => readDocument(document, findings));
}

/** The library makes an Error of each problem; of a hundred thousand, most of the time goes into stacks that nobody sees. */
function withoutStacks<T>(work: () => T): T {
  const errors: { stackTraceLimit?: number | undefined } = Error;
  const limit = errors.stackTraceLimit;
  errors.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    errors.stackTraceLimit = limit;
  }
}

/** The lexer's own signs: document, flow end, scalar. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Fills `tokens`; answers what is too much, where it stops. The parser's own stack is the depth: looking at it while it
 * grows costs nothing, and nothing recursive ever sees a document that is too deep.
 */
function tokenize(text: string, tokens: CST.Token[]): Finding | undefined {
  const parser = new Parser();
  let offset = 0;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // Lexemes of one control character are marks between tokens, not text.
    if (!MARKS.has(lexeme)) offset += lexeme.length;
    if (parser.stack.length > MAX_DEPTH + 2) {
      const message = `Nested deeper than ${MAX_DEPTH} levels; no cluster configuration needs that`;
      return { code: 'too-deep', severity: 'error', message, at: lastBefore(offset) };
    }
    lexemes += 1;
    if (lexemes > MAX_LEXEMES) {
      const message = `The text goes on after ${MAX_LEXEMES} keys, values and marks; no cluster configuration needs that many`;
      return { code: 'input-too-large', severity: 'error', message, at: lastBefore(offset) };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return undefined;
}

function lastBefore(offset: number): Span {
  return { start: Math.max(0, offset - 1), end: Math.max(1, offset) };
}

function readDocument(yaml: Document.Parsed, findings: Finding[]): SourceDocument {
  for (const error of yaml.errors) {
    const [start, end] = error.pos;
    const at = { start, end: Math.max(end, start + 1) };
    findings.push({ code: 'yaml-syntax', severity: 'error', message: sentence(error.message), at });
  }
  for (const warning of yaml.warnings) {
    const at = { start: warning.pos[0], end: warning.pos[1] };
    findings.push({ code: 'tag-unsupported', severity: 'error', message: sentence(warning.message), at });
  }
  const place = { yaml, start: yaml.range[0], end: yaml.range[2] };
  if (yaml.errors.length === 0) return { ...place, root: buildTree(yaml.contents, findings), sound: true };
  const inBroken: Finding[] = [];
  const root = buildTree(yaml.contents, inBroken);
  const brokenAt = yaml.errors.reduce((first, error) => Math.min(first, error.pos[0]), yaml.range[2]);
  const broken = { ...place, root: undefined, sound: false };
  return root === undefined ? broken : { ...broken, partial: { root, findings: inBroken, brokenAt } };
}

function sentence(message: string): string {
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
