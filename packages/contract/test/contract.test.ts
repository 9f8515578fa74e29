import { isContractProcedure } from '@orpc/contract';
import { errorCatalogue } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { awsErrors, contract, ErrorBody, httpStatus, kubernetesErrors, permissions } from '../src/index.ts';

interface Route {
  name: string;
  method: string;
  path: string;
  permission: string;
  input: unknown;
  errors: Record<string, { status?: number; data?: unknown }>;
  tags: readonly string[];
  summary: string;
}

const routes = Object.entries(contract).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, procedure]): Route => {
    const name = `${noun}.${verb}`;
    if (!isContractProcedure(procedure)) throw new Error(`${name} is no route`);
    const { route, meta, inputSchema, errorMap } = procedure['~orpc'];
    const { permission } = meta as { permission?: string };
    return {
      name,
      method: route.method ?? '',
      path: route.path ?? '',
      permission: permission ?? '',
      input: inputSchema,
      errors: errorMap as Route['errors'],
      tags: route.tags ?? [],
      summary: route.summary ?? '',
    };
  }),
);

const everywhere = [
  'invalid-input',
  'not-signed-in',
  'not-allowed',
  'cross-site-request',
  'store-unavailable',
  'internal',
];
/** Answered from the database or from what the program itself knows. */
const withoutAws = ['session', 'operations', 'configs', 'blueprints', 'audit'];

describe('every route', () => {
  it('has a method and path of its own', () => {
    const places = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(routes.length).toBeGreaterThan(15);
    expect(places.toSorted()).toEqual([...new Set(places)].toSorted());
  });

  it.each(routes)('$name says who may use it', ({ permission, method, path }) => {
    expect(['public', 'signed-in', ...permissions]).toContain(permission);
    // Only signing in itself is open to everybody.
    if (permission === 'public') expect(`${method} ${path}`).toBe('POST /tokens');
  });

  it.each(routes)('$name has a well-formed address and a title', ({ method, path, tags, summary }) => {
    expect(method).toMatch(/^(GET|POST|PUT|DELETE)$/);
    expect(path).toMatch(/^(\/([a-z-]+|\{[a-zA-Z]+\}))+$/);
    expect(tags).toHaveLength(1);
    expect(summary).not.toBe('');
  });

  it.each(routes.filter(({ path }) => path.includes('{')))(
    '$name takes the parameters of its path',
    ({ path, input }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      const shape = input instanceof z.ZodObject ? input.shape : {};
      for (const name of named) {
        expect(Object.keys(shape)).toContain(name);
        // A text that is no key, id or name; and never optional.
        expect((shape[name] as z.ZodType).safeParse('../x').success).toBe(false);
        expect((shape[name] as z.ZodType).safeParse(undefined).success).toBe(false);
      }
    },
  );

  it.each(routes)('$name declares the failures that it can have', ({ name, path, errors }) => {
    const codes = Object.keys(errors);
    expect(codes).toEqual(expect.arrayContaining(everywhere));
    const asksAws = !withoutAws.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
    expect(codes.includes('aws-throttled')).toBe(asksAws);
    if (asksAws) expect(codes).toEqual(expect.arrayContaining([...awsErrors]));
    if (path.includes('{cluster}'))
      expect(codes).toEqual(expect.arrayContaining(['cluster-not-found', ...kubernetesErrors]));
    for (const [code, { status, data }] of Object.entries(errors)) {
      expect(errorCatalogue).toHaveProperty([code]);
      expect(status).toBe(httpStatus[code as keyof typeof httpStatus]);
      expect(data).toBe(ErrorBody);
    }
  });

  it.each(routes.filter(({ method }) => method === 'GET'))('$name changes nothing by GET', ({ permission }) => {
    expect(permission).toMatch(/:read$|^signed-in$/);
  });
});

describe('the status of an error', () => {
  it('is there for every code', () => {
    expect(Object.keys(httpStatus).toSorted()).toEqual(Object.keys(errorCatalogue).toSorted());
  });

  it.each(Object.entries(httpStatus))('%s is %i', (code, status) => {
    if (code === 'internal') expect(status).toBe(500);
    else if (code === 'store-unavailable') expect(status).toBe(503);
    else expect(status >= 400 && status <= 499).toBe(true);
  });
});
