import { invalidParameter } from './errors.ts';

export interface PageRequest {
  maxResults?: number | undefined;
  nextToken?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  /** Absent on the last page; an empty text would send eksctl into an endless loop. */
  nextToken?: string;
}

const DEFAULT_PAGE = 100;

/**
 * One page of a list in the order of its keys. A token names the last key that was shown, so items that come or go
 * between two calls neither repeat nor hide others.
 *
 * @param scope operation and filters; a token of another list is refused
 * @throws AwsError InvalidParameterException for a token that this list did not give
 */
export function page<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  scope: readonly (string | undefined)[],
  request: PageRequest,
): Page<Item> {
  const size = request.maxResults ?? DEFAULT_PAGE;
  const after = request.nextToken === undefined ? undefined : lastKeyOf(request.nextToken, scope);
  const sorted = all.toSorted((left, right) => compare(keyOf(left), keyOf(right)));
  const start = after === undefined ? 0 : sorted.findIndex((item) => compare(keyOf(item), after) > 0);
  if (start < 0) {
    return { items: [] };
  }
  const items = sorted.slice(start, start + size);
  const last = items.at(-1);
  return last !== undefined && start + size < sorted.length
    ? { items, nextToken: token(scope, keyOf(last)) }
    : { items };
}

function token(scope: readonly (string | undefined)[], lastKey: string): string {
  return Buffer.from(JSON.stringify([scopeText(scope), lastKey])).toString('base64url');
}

function lastKeyOf(nextToken: string, scope: readonly (string | undefined)[]): string {
  const decoded = parsed(Buffer.from(nextToken, 'base64url').toString('utf8'));
  if (Array.isArray(decoded)) {
    const [tokenScope, lastKey] = decoded as unknown[];
    if (tokenScope === scopeText(scope) && typeof lastKey === 'string') {
      return lastKey;
    }
  }
  throw invalidParameter('nextToken is invalid: it does not belong to this list.');
}

function scopeText(scope: readonly (string | undefined)[]): string {
  return JSON.stringify(scope.map((part) => part ?? null));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
