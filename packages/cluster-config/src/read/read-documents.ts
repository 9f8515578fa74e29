import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import type { ConfigValue } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { buildTree } from './build-tree.ts';
import { inputFindings, MAX_DEPTH } from './input-limits.ts';

/** One YAML document: its library node for edits, its positioned tree for everything else. */
export interface SourceDocument {
  readonly yaml: Document.Parsed;
  readonly root: ConfigValue | undefined;
  readonly start: number;
  readonly end: number;
  /** Its syntax is sound, so that its tree says what the author meant. */
  readonly sound: boolean;
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
  const tooDeepAt = tokenize(text, tokens);
  if (tooDeepAt !== undefined) {
    const message = `Nested deeper than ${MAX_DEPTH} levels; no cluster configuration needs that`;
    findings.push({ code: 'too-deep', severity: 'error', message, at: { start: tooDeepAt, end: tooDeepAt + 1 } });
    return { documents: [], findings };
  }
  // The library compares every pair of keys; our own tree finds duplicates in one pass.
  const composer = new Composer({ keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const documents: SourceDocument[] = [];
  for (const document of composer.compose(tokens, false, text.length)) {
    documents.push(readDocument(document, findings));
  }
  return { documents, findings };
}

/** The lexer's own signs: document, flow end, scalar. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Fills `tokens`; answers the offset where nesting passes the limit, where it stops. The parser's own stack is the depth:
 * looking at it while it grows costs nothing, and nothing recursive ever sees a document that is too deep.
 */
function tokenize(text: string, tokens: CST.Token[]): number | undefined {
  const parser = new Parser();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // Lexemes of one control character are marks between tokens, not text.
    if (!MARKS.has(lexeme)) offset += lexeme.length;
    if (parser.stack.length > MAX_DEPTH + 2) return Math.max(0, offset - 1);
  }
  for (const token of parser.end()) tokens.push(token);
  return undefined;
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
  const sound = yaml.errors.length === 0;
  const root = sound ? buildTree(yaml.contents, findings) : undefined;
  return { yaml, root, start: yaml.range[0], end: yaml.range[2], sound };
}

function sentence(message: string): string {
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
