import type { JsonObject, JsonValue } from './document.ts';

/** Where and why a text is not JSON. Line and column count from 1. */
export interface JsonProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: JsonProblem };

/** Deeper than any policy; keeps hostile input from exhausting the stack. */
const MAX_DEPTH = 64;

/**
 * Reads JSON text. `JSON.parse` would do but for three things: it gives no position that is the same in every runtime,
 * it silently drops all but the last of two equal member names (a trust policy would lose a condition), and it turns a
 * member called `__proto__` into a prototype when the value is copied carelessly.
 */
export function readJson(text: string): JsonReading {
  const cursor: Cursor = { text, at: 0 };
  try {
    const value = readValue(cursor, 0);
    skipSpace(cursor);
    if (cursor.at < text.length) throw new NotJson('there is text after the end of the document', cursor.at);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { ok: false, problem: { message: error.message, ...positionAt(text, error.at) } };
  }
}

interface Cursor {
  readonly text: string;
  at: number;
}

class NotJson extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

function readValue(cursor: Cursor, depth: number): JsonValue {
  if (depth > MAX_DEPTH) throw new NotJson('the document is nested too deeply', cursor.at);
  skipSpace(cursor);
  const start = cursor.text[cursor.at];
  if (start === undefined) throw new NotJson('the document ends too early', cursor.at);
  if (start === '{') return readObject(cursor, depth);
  if (start === '[') return readArray(cursor, depth);
  if (start === '"') return readString(cursor);
  return readWord(cursor);
}

function readObject(cursor: Cursor, depth: number): JsonObject {
  const members = new Map<string, JsonValue>();
  cursor.at += 1;
  while (!closes(cursor, '}', members.size > 0)) {
    const nameAt = cursor.at;
    if (cursor.text[cursor.at] !== '"') throw new NotJson('a member name in double quotes belongs here', cursor.at);
    const name = readString(cursor);
    if (members.has(name)) throw new NotJson(`"${name}" appears twice in the same object`, nameAt);
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== ':') throw new NotJson('a colon belongs here', cursor.at);
    cursor.at += 1;
    members.set(name, readValue(cursor, depth + 1));
  }
  // fromEntries defines own members, also one called __proto__.
  return Object.fromEntries(members);
}

function readArray(cursor: Cursor, depth: number): readonly JsonValue[] {
  const items: JsonValue[] = [];
  cursor.at += 1;
  while (!closes(cursor, ']', items.length > 0)) items.push(readValue(cursor, depth + 1));
  return items;
}

/** Steps over the closing bracket, or over the comma before the next item. */
function closes(cursor: Cursor, bracket: '}' | ']', needsComma: boolean): boolean {
  skipSpace(cursor);
  const next = cursor.text[cursor.at];
  if (next === bracket) {
    cursor.at += 1;
    return true;
  }
  if (next === undefined) throw new NotJson(`the document ends before a closing ${bracket}`, cursor.at);
  if (!needsComma) return false;
  if (next !== ',') throw new NotJson(`a comma or ${bracket} belongs here`, cursor.at);
  const commaAt = cursor.at;
  cursor.at += 1;
  skipSpace(cursor);
  if (cursor.text[cursor.at] === bracket) throw new NotJson(`nothing follows this comma`, commaAt);
  return false;
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

function readString(cursor: Cursor): string {
  STRING.lastIndex = cursor.at;
  const match = STRING.exec(cursor.text);
  if (match === null) throw new NotJson('this text has no closing quote, a line break or a bad escape', cursor.at);
  cursor.at = STRING.lastIndex;
  return String(JSON.parse(match[0]));
}

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readWord(cursor: Cursor): JsonValue {
  WORD.lastIndex = cursor.at;
  const match = WORD.exec(cursor.text);
  if (match === null) throw new NotJson('a value belongs here', cursor.at);
  const [word] = match;
  const value: JsonValue = word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : Number(word);
  if (typeof value === 'number' && !survives(value, word)) {
    throw new NotJson(`the number ${word} cannot be kept exactly; write it in double quotes`, cursor.at);
  }
  cursor.at = WORD.lastIndex;
  return value;
}

/** Whether writing the number again gives the same digits: a 17-digit one would come back changed. */
function survives(value: number, word: string): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || String(value) === word || !/^-?\d{16,}/.test(word));
}

function skipSpace(cursor: Cursor): void {
  while (/[ \t\r\n]/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
}

function positionAt(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
