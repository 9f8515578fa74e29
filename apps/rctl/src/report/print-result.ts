import Table from 'cli-table3';
import { stringify } from 'yaml';

export const outputFormats = ['table', 'json', 'yaml'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface Column<Item> {
  header: string;
  value(item: Item): string;
}

/** Prints items on stdout: one JSON or YAML document, or a table for people. */
export function printItems<Item>(items: readonly Item[], columns: readonly Column<Item>[], format: OutputFormat): void {
  if (format !== 'table') {
    printDocument(items, format);
    return;
  }
  const table = new Table({
    head: columns.map(({ header }) => header),
    style: { head: [], border: [] },
    chars: withoutLines,
  });
  for (const item of items) table.push(columns.map((column) => column.value(item)));
  process.stdout.write(`${table.toString()}\n`);
}

export function printDocument(value: unknown, format: Exclude<OutputFormat, 'table'>): void {
  process.stdout.write(format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : stringify(value));
}

const withoutLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
