import fc from 'fast-check';
import type { ConfigData } from '../src/index.ts';

/**
 * Texts as people write them: block and flow, any quotes, comments and blank lines anywhere, anchors and aliases, lists with
 * and without indentation, block scalars, merge keys, keys behind "?", either line end, with and without a last one, with a
 * byte order mark and a second document. What a text says is found by reading
 * it, so that this writer needs no model of YAML.
 */
export const writtenConfig: fc.Arbitrary<string> = fc
  .array(fc.noBias(fc.nat(1_000_000)), { minLength: 60, maxLength: 140 })
  .map((choices) => new Writer(choices).document());

const scalarData: fc.Arbitrary<ConfigData> = fc.oneof(
  fc.constantFrom(
    'nginx',
    'arn:aws:iam::111122223333:role/app',
    'yes',
    '1.30',
    '',
    'a: b',
    '# no comment',
    "it's",
    'x\ny\n',
    ' pad ',
    '~',
    '-',
    '[',
    '0x1f',
    '10.0.0.0/8',
    '\u0085 \u2028',
    '=',
    'null',
  ),
  fc.integer({ min: -5, max: 5_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\u0000-\u001f\ufffd-\uffff]/.test(text)),
);

/** Values to write: any JSON of small size. */
export const newValue: fc.Arbitrary<ConfigData> = fc.oneof(
  { weight: 4, arbitrary: scalarData },
  { weight: 1, arbitrary: fc.array(scalarData, { maxLength: 3 }) },
  {
    weight: 2,
    arbitrary: fc.dictionary(
      fc.constantFrom('name', 'roleARN', 'a/b', 'on', '1', 'with space'),
      fc.oneof(scalarData, fc.array(scalarData, { maxLength: 2 })),
      { maxKeys: 3, noNullPrototype: true },
    ),
  },
);

const KEYS = [
  'metadata',
  'name',
  'namespace',
  'roleARN',
  'tags',
  'kubernetes.io/role',
  'a-b',
  'version',
  'x',
  'list',
  'size',
  'spot',
];
const PLAIN = [
  'nginx',
  'v1.29.0-eksbuild.1',
  'us-west-2',
  '80',
  '1.5',
  'true',
  'false',
  'null',
  '~',
  'arn:aws:iam::1:role/a',
  'two words',
  'a#b',
  '0o17',
];
const QUOTED = ["'single'", '"double"', "'it''s'", '"a\\nb"', '"1.29"', "''", '"# no"', '"a: b"'];

class Writer {
  readonly #choices: readonly number[];
  #next = 0;
  #comments = 0;
  #anchors: string[] = [];
  #mappings: string[] = [];
  readonly #indentless: boolean;
  readonly #step: number;
  readonly #windows: boolean;
  readonly #byteOrderMark: boolean;
  readonly #lastLineEnd: boolean;
  readonly #first: string;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
    this.#indentless = this.#draw(2) === 0;
    this.#step = this.#draw(3) === 0 ? 4 : 2;
    this.#windows = this.#draw(4) === 0;
    this.#byteOrderMark = this.#draw(6) === 0;
    this.#lastLineEnd = this.#draw(4) > 0;
    this.#first = ['', '---\n', 'kind: Cluster # one\nspec: {type: eks}\n\n---\n'][this.#draw(3)] ?? '';
  }

  document(): string {
    const head = `${this.#gap('')}apiVersion: eksctl.io/v1alpha5${this.#tail()}\nkind: ClusterConfig\n`;
    const body = this.#map('', 0, ['apiVersion', 'kind']);
    const foot = this.#draw(3) === 0 ? `\n# the end ${this.#comments++}` : '';
    const mark = this.#byteOrderMark ? '\uFEFF' : '';
    const text = `${mark}${this.#first}${head}${body}${foot}${this.#lastLineEnd ? '\n' : ''}`;
    return this.#windows ? text.replaceAll('\n', '\r\n') : text;
  }

  /** Zero once the choices run out, which ends every text. */
  #draw(below: number): number {
    const choice = this.#choices[this.#next];
    this.#next += 1;
    return choice === undefined ? 0 : choice % below;
  }

  #spent(): boolean {
    return this.#next >= this.#choices.length;
  }

  #gap(indent: string): string {
    const kind = this.#draw(8);
    if (kind === 1) return '\n';
    if (kind === 2) return `${indent}# note ${this.#comments++}\n`;
    return '';
  }

  #tail(): string {
    return this.#draw(6) === 1 ? ` # tail ${this.#comments++}` : this.#draw(12) === 1 ? '  ' : '';
  }

  #map(indent: string, depth: number, taken: readonly string[] = []): string {
    const keys = KEYS.filter((key) => !taken.includes(key));
    const lines: string[] = [];
    const count = depth === 0 ? 3 + this.#draw(7) : 1 + this.#draw(4);
    for (let index = 0; index < count && keys.length > 0; index += 1) {
      const [key = 'x'] = keys.splice(this.#draw(keys.length), 1);
      const shown = this.#draw(8) === 1 ? JSON.stringify(key) : key;
      const gap = lines.length === 0 ? '' : this.#gap(indent);
      const start = lines.length === 0 ? '' : indent;
      // A question mark makes the next line the value's own; a collection there stands deeper than the colon.
      if (this.#draw(25) === 1)
        lines.push(`${gap}${start}? ${shown}${this.#tail()}\n${indent}: ${this.#scalar()}${this.#tail()}`);
      else lines.push(`${gap}${start}${shown}:${this.#afterKey(indent, depth + 1)}`);
    }
    const { length } = this.#mappings;
    if (length > 0 && this.#draw(5) === 1)
      lines.push(`${indent}<<: *${this.#mappings[this.#draw(length)]}${this.#tail()}`);
    return lines.join('\n');
  }

  #list(indent: string, depth: number): string {
    const lines: string[] = [];
    const count = 1 + this.#draw(4);
    for (let index = 0; index < count; index += 1) {
      const gap = lines.length === 0 ? '' : this.#gap(indent);
      const start = lines.length === 0 ? '' : indent;
      lines.push(`${gap}${start}-${this.#afterDash(indent, depth + 1)}`);
    }
    return lines.join('\n');
  }

  #afterKey(indent: string, depth: number): string {
    const kind = this.#spent() || depth > 4 ? 0 : this.#draw(10);
    const inner = indent + ' '.repeat(this.#step);
    const anchor = this.#anchor();
    let text: string;
    if (kind < 4) return this.#scalarOrAlias(anchor, inner);
    if (kind < 6) {
      const named = anchor === '' && this.#draw(3) === 1 ? ` &m${this.#next}` : anchor;
      text = `${named}${this.#tail()}\n${this.#gap(inner)}${inner}${this.#map(inner, depth)}`;
      if (named !== '') this.#mappings.push(named.trim().slice(1));
    } else if (kind < 8) {
      const own = this.#indentless ? indent : inner;
      text = `${anchor}${this.#tail()}\n${this.#gap(own)}${own}${this.#list(own, depth)}`;
    } else if (kind === 8) text = `${anchor} ${this.#flow(depth)}${this.#tail()}`;
    else if (this.#draw(2) === 0) return this.#tail();
    else text = `${anchor} ${this.#blockScalar(inner)}`;
    this.#remember(anchor);
    return text;
  }

  #afterDash(indent: string, depth: number): string {
    const kind = this.#spent() || depth > 4 ? 0 : this.#draw(8);
    const inner = `${indent}  `;
    if (kind < 3) return this.#scalarOrAlias('', inner);
    if (kind < 5) return ` ${this.#map(inner, depth)}`;
    if (kind === 5) return ` ${this.#list(inner, depth)}`;
    if (kind === 6) return ` ${this.#flow(depth)}${this.#tail()}`;
    return `${this.#tail()}\n${inner}${this.#map(inner, depth)}`;
  }

  #scalarOrAlias(anchor: string, inner: string): string {
    const { length } = this.#anchors;
    if (length > 0 && this.#draw(4) === 1) return ` *${this.#anchors[this.#draw(length)]}${this.#tail()}`;
    const below = this.#draw(20) === 1 ? `\n${inner}` : ' ';
    const text = `${anchor}${anchor === '' ? below : ' '}${this.#scalar()}${this.#tail()}`;
    this.#remember(anchor);
    return text;
  }

  #anchor(): string {
    return this.#draw(6) === 1 ? ` &a${this.#next}` : '';
  }

  #remember(anchor: string): void {
    if (anchor !== '') this.#anchors.push(anchor.trim().slice(1));
  }

  #scalar(): string {
    const from = this.#draw(2) === 0 ? PLAIN : QUOTED;
    return from[this.#draw(from.length)] ?? 'x';
  }

  #flow(depth: number): string {
    const wide = this.#draw(3) === 0 ? ' ' : '';
    const count = this.#draw(4);
    const item = (): string => (depth < 5 && this.#draw(5) === 1 ? this.#flow(depth + 2) : this.#scalar());
    if (this.#draw(2) === 0) return `[${wide}${Array.from({ length: count }, item).join(', ')}${wide}]`;
    const entries = KEYS.slice(0, count).map((key) => `${key}: ${item()}`);
    return `{${wide}${entries.join(',  ')}${count > 0 && this.#draw(4) === 1 ? ',' : ''}${wide}}`;
  }

  #blockScalar(inner: string): string {
    const header = ['|', '|-', '>', '>-', '|+'][this.#draw(5)] ?? '|';
    const blank = this.#draw(4) === 1 ? '\n' : '';
    return `${header}\n${inner}first line\n${blank}${inner}  # second: line${header === '|+' ? blank : ''}`;
  }
}
