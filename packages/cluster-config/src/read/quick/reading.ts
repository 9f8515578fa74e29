import { MAX_LEXEMES } from '../input-limits.ts';
import type { YamlProblem } from '../yaml-document.ts';
import type { Line } from './content-lines.ts';

/** One document on its way: the next line is `lines[at]`. */
export interface Reading {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly end: number;
  at: number;
  errors: YamlProblem[];
  warnings: YamlProblem[];
  readonly spent: Spent;
}

/** What all documents of a text have taken. When it is too much, the library reads the text as a whole. */
export interface Spent {
  /** Never fewer than the library would count. */
  lexemes: number;
  lentCharacters: number;
  lentEntries: number;
}

/** More of these, and the library is faster with the whole text. */
const MOST_LENT = 400;

/** Once it is, it stays so: nothing more is lent, and the whole text is left to the library. */
export function isTooMuch({ lexemes, lentEntries }: Spent): boolean {
  return lexemes > MAX_LEXEMES || lentEntries > MOST_LENT;
}

/** Where a reading stands, to come back to. */
export interface Mark {
  readonly at: number;
  readonly errors: number;
  readonly warnings: number;
}

export function markOf({ at, errors, warnings }: Reading): Mark {
  return { at, errors: errors.length, warnings: warnings.length };
}

export function comeBack(reading: Reading, mark: Mark): void {
  reading.at = mark.at;
  reading.errors.length = mark.errors;
  reading.warnings.length = mark.warnings;
}
