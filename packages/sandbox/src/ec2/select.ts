import type { Filter } from '@aws-sdk/client-ec2';
import { AwsError } from '../world.ts';

/** The values that an item has for a filter. */
export type FilterValues<Item> = Readonly<Record<string, (item: Item) => readonly string[]>>;

export interface Selection<Item> {
  /** How EC2 spells the kind in its refusals: `InvalidSubnetID`. */
  missing: string;
  kind: string;
  idOf: (item: Item) => string;
  tagsOf: (item: Item) => Readonly<Record<string, string>>;
  filters: FilterValues<Item>;
}

export interface Wanted {
  ids?: string[] | undefined;
  filters?: Filter[] | undefined;
  DryRun?: boolean | undefined;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

/**
 * One page of the items that were asked for, in the order of their ids.
 *
 * @throws AwsError 400: unknown id, unknown filter, ids together with a page size, a token that is not ours;
 *   412 `DryRunOperation` instead of an answer to a dry run
 */
export function select<Item>(
  all: readonly Item[],
  selection: Selection<Item>,
  wanted: Wanted,
): { items: Item[]; NextToken?: string } {
  const { idOf } = selection;
  if (wanted.DryRun) {
    throw new AwsError('DryRunOperation', 412, 'Request would have succeeded, but DryRun flag is set.');
  }
  if (wanted.ids && wanted.ids.length > 0 && wanted.MaxResults !== undefined) {
    throw new AwsError('InvalidParameterCombination', 400, 'Ids cannot be used with the parameter maxResults');
  }
  requireKnown(all, selection, wanted.ids ?? []);
  const tests = (wanted.filters ?? []).map((filter) => matcher(selection, filter));
  const after = wanted.NextToken === undefined ? '' : readToken(wanted.NextToken);
  const found = all
    .filter((item) => (!wanted.ids?.length || wanted.ids.includes(idOf(item))) && tests.every((test) => test(item)))
    .toSorted((left, right) => (idOf(left) < idOf(right) ? -1 : 1))
    .filter((item) => idOf(item) > after);
  const items = found.slice(0, wanted.MaxResults ?? found.length);
  const last = items.at(-1);
  return items.length < found.length && last !== undefined ? { items, NextToken: writeToken(idOf(last)) } : { items };
}

function requireKnown<Item>(all: readonly Item[], { idOf, missing, kind }: Selection<Item>, ids: string[]): void {
  const unknown = ids.filter((id) => !all.some((item) => idOf(item) === id));
  if (unknown.length === 0) return;
  throw new AwsError(missing, 400, `The ${kind} ID '${unknown.join(', ')}' does not exist`);
}

/** Values of one filter are alternatives; `*` and `?` stand for any characters and for any one. */
function matcher<Item>({ filters, tagsOf }: Selection<Item>, filter: Filter): (item: Item) => boolean {
  const { Name = '', Values = [] } = filter;
  const valuesOf = filterValues(filters, tagsOf, Name);
  if (valuesOf === undefined) throw new AwsError('InvalidParameterValue', 400, `The filter '${Name}' is invalid`);
  if (Values.length === 0) throw new AwsError('InvalidParameterValue', 400, `The filter '${Name}' has no values`);
  const patterns = Values.map(
    (value) =>
      new RegExp(
        `^${value
          .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
          .replace(/\*+/g, '[^]*')
          .replace(/\?/g, '[^]')}$`,
        'u',
      ),
  );
  return (item) => valuesOf(item).some((value) => patterns.some((pattern) => pattern.test(value)));
}

function filterValues<Item>(
  filters: FilterValues<Item>,
  tagsOf: (item: Item) => Readonly<Record<string, string>>,
  name: string,
): ((item: Item) => readonly string[]) | undefined {
  if (name === 'tag-key') return (item) => Object.keys(tagsOf(item));
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return (item) => Object.entries(tagsOf(item)).flatMap(([tag, value]) => (tag === key ? [value] : []));
  }
  return Object.hasOwn(filters, name) ? filters[name] : undefined;
}

const tokenPrefix = 'after:';

function writeToken(id: string): string {
  return Buffer.from(`${tokenPrefix}${id}`).toString('base64');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (text.startsWith(tokenPrefix)) return text.slice(tokenPrefix.length);
  throw new AwsError('InvalidParameterValue', 400, `Value (${token}) for parameter NextToken is invalid.`);
}
