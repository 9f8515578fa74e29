import type { PropertyFilterProperty, PropertyFilterQuery } from '@cloudscape-design/collection-hooks';

type Token = PropertyFilterQuery['tokens'][number];

/** Longest first, so that `!=` is not read as `=` after a name that ends in `!`. */
const operators = ['!:', '!=', '!^', '>=', '<=', ':', '=', '^', '>', '<'];

/**
 * A property filter as parameters of an address, readable and short: `?f=namespace=app&f=trust!=ok&f=:reader&match=any`.
 * A token without a property name is free text.
 */
export function filterToParams(query: PropertyFilterQuery): { f: string[]; match?: 'any' } {
  return {
    f: query.tokens.map(({ propertyKey = '', operator, value }) => `${propertyKey}${operator}${String(value)}`),
    ...(query.operation === 'or' ? { match: 'any' } : {}),
  };
}

/** The reverse; parameters that name an unknown property are left out, so that an old link still shows something. */
export function filterFromParams(
  params: Pick<URLSearchParams, 'get' | 'getAll'>,
  properties: readonly Pick<PropertyFilterProperty, 'key'>[],
): PropertyFilterQuery {
  const known = new Set(properties.map(({ key }) => key));
  return {
    operation: params.get('match') === 'any' ? 'or' : 'and',
    tokens: params
      .getAll('f')
      .map(parseToken)
      .filter(
        (token): token is Token =>
          token !== undefined && (token.propertyKey === undefined || known.has(token.propertyKey)),
      ),
  };
}

function parseToken(text: string): Token | undefined {
  const name = /^[A-Za-z]*/.exec(text)?.[0] ?? '';
  const rest = text.slice(name.length);
  const operator = operators.find((candidate) => rest.startsWith(candidate));
  if (operator === undefined) return undefined;
  const value = rest.slice(operator.length);
  return name === '' ? { operator, value } : { propertyKey: name, operator, value };
}
