import type { ConfigData } from '../config-value.ts';
import { isRecord } from './edit-data.ts';

/** How the text around an edit is written, so that new lines look like its own. */
export interface Style {
  readonly lineEnd: string;
  /** Lists under a key start in the key's own column. */
  readonly indentless: boolean;
}

/** A value on one line: a scalar, or a flow collection. */
export function renderInline(value: ConfigData): string {
  if (typeof value === 'string') return renderText(value);
  if (Array.isArray(value)) return `[${value.map(renderInline).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, child]) => `${renderText(key)}: ${renderInline(child)}`);
    return `{${entries.join(', ')}}`;
  }
  return renderNumber(value as number | boolean | null);
}

/** Whether a value needs lines of its own in block style. */
export function isBlock(value: ConfigData): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isRecord(value) && Object.keys(value).length > 0;
}

/** A value in block style whose first line starts at `column`; the first line comes without its indentation. */
export function renderBlock(value: ConfigData, column: number, style: Style): string {
  const nextLine = style.lineEnd + ' '.repeat(column);
  if (!isBlock(value)) return renderInline(value);
  if (Array.isArray(value)) return value.map((item) => `- ${renderBlock(item, column + 2, style)}`).join(nextLine);
  const entries = isRecord(value) ? Object.entries(value) : [];
  return entries.map(([key, child]) => renderEntry(key, child, column, style)).join(nextLine);
}

/** `key: value` in block style, starting at `column`. */
export function renderEntry(key: string, value: ConfigData, column: number, style: Style): string {
  return `${renderText(key)}:${renderAfterKey(value, column, style)}`;
}

/** What follows the colon of a key that stands at `column`. */
export function renderAfterKey(value: ConfigData, column: number, style: Style): string {
  if (!isBlock(value)) return ` ${renderInline(value)}`;
  const inner = Array.isArray(value) && style.indentless ? column : column + 2;
  return style.lineEnd + ' '.repeat(inner) + renderBlock(value, inner, style);
}

/** A text in the quotes that the replaced one had. */
export function renderLike(value: ConfigData, quotes: string | undefined): string {
  if (typeof value !== 'string') return renderInline(value);
  if (quotes === 'QUOTE_DOUBLE') return doubleQuoted(value);
  if (quotes === 'QUOTE_SINGLE' && /^[\u0020-\u007e\u00a0-\ud7ff]*$/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  return renderText(value);
}

// Narrower than YAML allows, so that YAML 1.1 and 1.2, in block and in flow, all read the same text.
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./@+-]*(?:[:=]+[A-Za-z0-9_./@+-]+)*$/;
const ADDRESS_RANGE = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/;
const RESERVED = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

function renderText(value: string): string {
  if ((PLAIN.test(value) && !RESERVED.test(value)) || ADDRESS_RANGE.test(value)) return value;
  return doubleQuoted(value);
}

/** JSON's escapes are a part of YAML's; the rest is what must not stand raw in a YAML stream. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffd-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function renderNumber(value: number | boolean | null): string {
  if (typeof value !== 'number' || Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}
