import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../text/line-index.ts';
import { MAX_DEPTH, MAX_LEXEMES } from './input-limits.ts';

export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly lexemes: number;
  /** How deep the deepest value lies. */
  readonly depth: number;
}

/** The lexer's own signs: document, flow end, scalar. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * The tokens of `text`, which begins at `offset` of a longer one; or what is too much in it. The parser's own stack is the
 * depth: looking at it while it grows costs nothing, and nothing recursive ever sees a document that is too deep.
 */
export function tokenize(text: string, offset = 0): Tokens | Finding {
  const lexemes = lexemesOf(text, offset);
  if ('code' in lexemes) return lexemes;
  const parser = new Parser();
  parser.offset = offset;
  const tokens: CST.Token[] = [];
  let depth = 0;
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    depth = Math.max(depth, parser.stack.length);
    if (depth > MAX_DEPTH + 2) {
      const message = `Nested deeper than ${MAX_DEPTH} levels; no cluster configuration needs that: close what is open`;
      return { code: 'too-deep', severity: 'error', message, at: lastBefore(parser.offset) };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, lexemes: lexemes.length, depth };
}

/** All of them before any is parsed, which takes the most time: a text that has too many is refused early. */
function lexemesOf(text: string, offset: number): string[] | Finding {
  const lexemes: string[] = [];
  let at = offset;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes.push(lexeme);
    // Lexemes of one control character are marks between tokens, not text.
    if (!MARKS.has(lexeme)) at += lexeme.length;
    if (lexemes.length > MAX_LEXEMES) {
      const message = `The text goes on after ${MAX_LEXEMES} keys, values and marks; no cluster configuration needs that many: shorten it`;
      return { code: 'input-too-large', severity: 'error', message, at: lastBefore(at) };
    }
  }
  return lexemes;
}

function lastBefore(offset: number): Span {
  return { start: Math.max(0, offset - 1), end: Math.max(1, offset) };
}

/** The documents of `tokens`, which end at `end`. */
export function compose(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  // The library compares every pair of keys; our own tree finds duplicates in one pass.
  const composer = new Composer({ keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return withoutStacks(() => [...composer.compose(tokens, false, end)]);
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
