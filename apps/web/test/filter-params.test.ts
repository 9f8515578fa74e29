import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterFromParams, filterToParams } from '../src/ui/filter-params.ts';

const properties = [{ key: 'namespace' }, { key: 'trust' }, { key: 'roleArn' }];

function params(f: string[], match?: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const token of f) query.append('f', token);
  if (match !== undefined) query.set('match', match);
  return query;
}

describe('a filter in the address', () => {
  it.each([
    ['namespace=app', { propertyKey: 'namespace', operator: '=', value: 'app' }],
    ['trust!=ok', { propertyKey: 'trust', operator: '!=', value: 'ok' }],
    ['roleArn:arn:aws:iam::1:role/x', { propertyKey: 'roleArn', operator: ':', value: 'arn:aws:iam::1:role/x' }],
    ['namespace!:kube', { propertyKey: 'namespace', operator: '!:', value: 'kube' }],
    [':reader', { operator: ':', value: 'reader' }],
    ['!:reader', { operator: '!:', value: 'reader' }],
    ['namespace=', { propertyKey: 'namespace', operator: '=', value: '' }],
  ])('reads %s', (text, token) => {
    expect(filterFromParams(params([text]), properties)).toEqual({ operation: 'and', tokens: [token] });
  });

  it.each(['unknown=1', 'namespace', '', '%%%', 'namespace app'])('leaves out %j', (text) => {
    expect(filterFromParams(params([text]), properties).tokens).toEqual([]);
  });

  it('reads "any" as or, everything else as and', () => {
    expect(filterFromParams(params([], 'any'), properties).operation).toBe('or');
    expect(filterFromParams(params([], 'all'), properties).operation).toBe('and');
  });

  it('gives back what was put in', () => {
    const token = fc.record({
      propertyKey: fc.constantFrom('namespace', 'trust', 'roleArn'),
      operator: fc.constantFrom('=', '!=', ':', '!:', '^', '!^'),
      // What begins with an operator's second character would be read into it; Cloudscape trims such input.
      value: fc.string().filter((value) => !/^[=:^]/.test(value)),
    });
    fc.assert(
      fc.property(fc.array(token), fc.constantFrom('and' as const, 'or' as const), (tokens, operation) => {
        const { f, match } = filterToParams({ tokens, operation });
        expect(filterFromParams(params(f, match), properties)).toEqual({ tokens, operation });
      }),
    );
  });
});
