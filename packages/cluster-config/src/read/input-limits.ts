import type { Finding } from '../diagnostic.ts';

/** Two mebi-characters: a 5,000-line configuration has a tenth of that. */
export const MAX_LENGTH = 2 * 1024 * 1024;
/** Keys, values, marks, spaces and line ends: 20,000 dense lines have 210,000 of them. Whatever has fewer is read within two seconds. */
export const MAX_LEXEMES = 300_000;
/** The schema's deepest field lies nine levels down; free-form settings and policies add a few. */
export const MAX_DEPTH = 64;

// Every C0 control except tab, line feed and carriage return, DEL, the C1 controls except NEL (YAML 1.2 §5.1), and the
// replacement character, which is what binary becomes when it is decoded as UTF-8.
const NOT_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u0084\u0086-\u009F\uFFFD\uFFFE\uFFFF]/;

/** Findings about the text as a whole; an error means that it must not be parsed. */
export function inputFindings(text: string): Finding[] {
  if (text.length > MAX_LENGTH) {
    const message = `The text has ${text.length} characters; the limit is ${MAX_LENGTH}: no cluster configuration needs that many`;
    return [{ code: 'input-too-large', severity: 'error', message, at: { start: 0, end: 1 } }];
  }
  const control = NOT_TEXT.exec(text);
  if (control !== null) {
    const name = `U+${(control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    const message = `The character ${name} cannot occur in YAML: this is a binary file, or it is not UTF-8`;
    const at = { start: control.index, end: control.index + 1 };
    return [{ code: 'input-not-text', severity: 'error', message, at }];
  }
  if (text.startsWith('\uFEFF')) {
    const fix = { title: 'Remove the byte order mark', splices: [{ start: 0, end: 1, insert: '' }] };
    const message = 'The file starts with a byte order mark, which some tools take for a part of the first key';
    return [{ code: 'byte-order-mark', severity: 'warning', message, at: { start: 0, end: 1 }, fix }];
  }
  return [];
}
