import type { PolicyVersion } from './policy-document.ts';
import type { RequestContext } from './request-context.ts';

/** A policy value ready for matching: characters that stand for themselves, `any` (`*`) and `one` (`?`). */
export type Pattern = readonly PatternToken[];
export type PatternToken = string | typeof any | typeof one;

const any = Symbol('*');
const one = Symbol('?');

/** `${key}` or `${key, 'default'}`; the three escapes `${*}`, `${?}` and `${$}` match too. */
const variable = /\$\{([^},]+?)\s*(?:,\s*'([^']*)'\s*)?\}/g;

/**
 * Makes a pattern of a policy value, with its variables filled in from the request. What a variable gives stands for
 * itself even where it holds `*` or `?`. Variables exist only since version 2012-10-17; before, they are plain text.
 *
 * @returns `undefined` when a variable has no single value and no default: such a value matches nothing.
 */
export function toPattern(text: string, context: RequestContext, version: PolicyVersion): Pattern | undefined {
  if (version === '2008-10-17') return wildcardTokens(text);
  const tokens: PatternToken[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    const [whole, name = '', fallback] = match;
    const value = variableValue(name, context) ?? fallback;
    if (value === undefined) return undefined;
    tokens.push(...wildcardTokens(text.slice(end, match.index)), ...value);
    end = match.index + whole.length;
  }
  tokens.push(...wildcardTokens(text.slice(end)));
  return tokens;
}

/** The same value for operators that know no wildcards: `*` and `?` are characters like others. */
export function plainText(pattern: Pattern): string {
  return pattern.map((token) => (token === any ? '*' : token === one ? '?' : String(token))).join('');
}

/** Whether the whole of `text` fits the pattern. Runs in at most `pattern × text` steps, whatever the wildcards. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const characters = [...text];
  let at = 0;
  let position = 0;
  let starAt = -1;
  let starPosition = 0;
  while (position < characters.length) {
    const token = pattern[at];
    if (token === any) {
      starAt = at++;
      starPosition = position;
    } else if (token !== undefined && (token === one || token === characters[position])) {
      at++;
      position++;
    } else if (starAt >= 0) {
      at = starAt + 1;
      position = ++starPosition;
    } else {
      return false;
    }
  }
  while (pattern[at] === any) at++;
  return at === pattern.length;
}

/** Splits a pattern at its literal `:` characters into at most `limit` parts; the last keeps the rest. */
export function splitPattern(pattern: Pattern, limit: number): Pattern[] {
  const parts: PatternToken[][] = [[]];
  for (const token of pattern) {
    if (token === ':' && parts.length < limit) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** Whether an action pattern such as `sts:Assume*` covers an action. Actions compare without regard to case. */
export function actionMatches(pattern: string, action: string): boolean {
  return matchesPattern(wildcardTokens(pattern.toLowerCase()), action.toLowerCase());
}

function wildcardTokens(text: string): PatternToken[] {
  return [...text].map((character) => (character === '*' ? any : character === '?' ? one : character));
}

function variableValue(name: string, context: RequestContext): string | undefined {
  if (name === '*' || name === '?' || name === '$') return name;
  const values = context.get(name);
  return values?.length === 1 ? values[0] : undefined;
}
