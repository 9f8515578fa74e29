import { validationError } from './errors.ts';

export interface PageRequest {
  MaxItems?: number | undefined;
  Marker?: string | undefined;
}

export interface PageEnd {
  IsTruncated: boolean;
  Marker?: string;
}

/** What IAM gives when no MaxItems is asked. */
const defaultPageSize = 100;

/**
 * One page of a list, in the order of its keys. The marker names the last key given, so a page stays right when items
 * come and go between two calls.
 *
 * @param key unique among the items
 * @throws AwsError `ValidationError` for a marker that no list has given out
 */
export function page<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  { MaxItems, Marker }: PageRequest,
): { items: Item[]; end: PageEnd } {
  const after = Marker === undefined ? undefined : readMarker(Marker);
  const rest = items
    .toSorted((left, right) => compareText(key(left), key(right)))
    .filter((item) => after === undefined || compareText(key(item), after) > 0);
  const given = rest.slice(0, MaxItems ?? defaultPageSize);
  const last = given.at(-1);
  const truncated = given.length < rest.length && last !== undefined;
  return {
    items: given,
    end: truncated ? { IsTruncated: true, Marker: writeMarker(key(last)) } : { IsTruncated: false },
  };
}

const markerPrefix = 'after:';

function writeMarker(key: string): string {
  return Buffer.from(`${markerPrefix}${key}`).toString('base64');
}

function readMarker(marker: string): string {
  const text = Buffer.from(marker, 'base64').toString('utf8');
  if (!text.startsWith(markerPrefix)) throw validationError(`Invalid Marker: ${marker}`);
  return text.slice(markerPrefix.length);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
