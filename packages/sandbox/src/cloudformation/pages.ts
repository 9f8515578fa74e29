import { validationError } from './errors.ts';

const PREFIX = 'from:';

export interface Page<Item> {
  items: Item[];
  /** Absent on the last page: clients take an empty one for a further page. */
  NextToken?: string;
}

/**
 * One page of a list. Tokens name the key of the next item, so items that are added meanwhile shift nothing.
 *
 * @param list distinguishes the tokens of different lists
 * @throws AwsError `ValidationError` for a token of another list
 */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { list, token, size }: { list: string; token: string | undefined; size: number },
): Page<Item> {
  const prefix = `${PREFIX}${list}:`;
  const wanted = token === undefined ? undefined : Buffer.from(token, 'base64url').toString('utf8');
  const start = wanted === undefined ? 0 : all.findIndex((item) => `${prefix}${keyOf(item)}` === wanted);
  if (start < 0) throw validationError('The provided token is not valid');
  const next = all[start + size];
  return {
    items: all.slice(start, start + size),
    ...(next !== undefined && { NextToken: Buffer.from(`${prefix}${keyOf(next)}`).toString('base64url') }),
  };
}
