import { contract, httpStatus, roles } from '@podpass/contract';
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Ask, jsonOf, startTestConsole, type TestConsole } from './test-console.ts';

/**
 * Must show 6: whatever is sent to any route is answered with a 4xx that has a code, a message and, where the input is at
 * fault, the field; never with a 5xx, never not at all, and nothing changes by it. The routes come from the contract and
 * the shapes of their inputs from the OpenAPI document, so a new route is covered when it is declared.
 */
let podpass: TestConsole;
let document: OpenApi;
const cluster = 'demo-eks-cluster';
const runs = { withBody: 200, without: 35 };
/** The same shots at every run; others with PODPASS_FUZZ_SEED=$RANDOM, more of them with PODPASS_FUZZ_TIMES=10. */
const seed = Number(process.env['PODPASS_FUZZ_SEED'] ?? 20_261_123);
const times = Number(process.env['PODPASS_FUZZ_TIMES'] ?? 1);

beforeAll(async () => {
  podpass = await startTestConsole();
  document = (await podpass.ask('/api/openapi.json')).json as unknown as OpenApi;
});
afterAll(() => podpass.remove());

type Schema = { [keyword: string]: unknown };
interface Operation {
  operationId: string;
  parameters?: { name: string; in: 'path' | 'query'; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

interface Route {
  name: string;
  procedure: AnyContractProcedure;
}

const routes = routesOf(contract);

function routesOf(router: unknown, path: string[] = []): Route[] {
  if (isContractProcedure(router)) return [{ name: path.join('.'), procedure: router }];
  return Object.entries(router as object).flatMap(([name, inner]) => routesOf(inner, [...path, name]));
}

const oddTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u202e\ufeff',
  '😀'.repeat(40),
  '\ud800',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table operation; --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}%n%s',
  'arn:aws:iam::111122223333:role/',
  'A'.repeat(3_000),
  '-1',
  '1e999',
  '0x10',
  '2147483648',
  '99999999999999999999',
  'true',
  '[]',
  '{}',
];
const oddText = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 60 }));
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], { __proto__: null }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 1, max: 300 }).map(nested),
  fc.integer({ min: 600, max: 3_000 }).map((length) => Array.from({ length }, () => 'x')),
);

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Something that nearly fits: the shape of the schema, now and then with something odd in place of a part. */
function nearly(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  const fitting = fits(resolved(schema ?? {}), depth);
  return fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 1, arbitrary: oddValue });
}

function resolved(schema: Schema): Schema {
  const name = typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;
  return name === undefined ? schema : resolved(document.components.schemas[name] ?? {});
}

function fits(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => nearly(choice, depth)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'object':
      return object(schema, depth);
    case 'array':
      return fc.array(nearly(schema['items'] as Schema, depth + 1), { maxLength: depth > 3 ? 1 : 3 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 300 }), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'string':
      return text(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const entries = Object.entries(properties).map(([name, inner]) => [name, nearly(inner, depth + 1)] as const);
  return fc
    .tuple(
      fc.record(Object.fromEntries(entries), { requiredKeys: [] }),
      fc.record(Object.fromEntries(entries)),
      fc.dictionary(oddText, oddValue, { maxKeys: 1 }),
      fc.integer({ min: 0, max: 5 }),
    )
    .map(([some, all, more, choice]) => (choice === 0 ? { ...some, ...more } : choice === 1 ? some : all));
}

function text(schema: Schema): fc.Arbitrary<unknown> {
  if (schema['format'] === 'uuid') return fc.oneof(fc.uuid(), oddText);
  const pattern = typeof schema['pattern'] === 'string' ? schema['pattern'] : '';
  // Values that pass the patterns, so that faults further inside are reached.
  const examples: [RegExp, string[]][] = [
    [/:role\\\//, ['arn:aws:iam::111122223333:role/none', 'arn:aws:iam::111122223333:role/a/b']],
    [/:policy\\\//, ['arn:aws:iam::aws:policy/ReadOnlyAccess']],
    [/\^a-/, ['a-00000000000000000']],
    [/@\[a-z\]/, [cluster, 'nowhere', `${cluster}@eu-west-9`]],
    [/a-z0-9/, ['app', 'reader']],
  ];
  const passing = examples.find(([hint]) => hint.test(pattern))?.[1];
  return passing === undefined ? oddText : fc.oneof(fc.constantFrom(...passing), oddText);
}

interface Shot {
  path: string;
  ask: Ask;
  /** The input as the route gets it, where it is known for certain. */
  input?: unknown;
}

const rawSegments = ['%00', '%E0%A4%A', '%', '..%2f..', '%2e%2e', '%252e', '%ff%fe', 'a%0d%0aX-Y:1', ';x=1', ','];
const rawQueries = [
  '?%',
  '?=',
  '?a[b][c]=1&a[]=2',
  '?__proto__[x]=1',
  '?limit=1&limit=2',
  '?limit[]=5',
  `?x=${'y'.repeat(6_000)}`,
  '?%00=%00',
  '?limit=%E0%A4',
  '?&&&=&',
];
const oddHeaders = fc.record(
  {
    'content-type': fc.constantFrom(
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'application/json; charset=x',
      'application/x-www-form-urlencoded',
      'text/event-stream',
      '*/*',
      ';;',
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'zip', ''),
    'content-disposition': fc.constantFrom('attachment; filename="x"', 'inline', ';'),
    accept: fc.constantFrom('*/*', 'image/png', ';;', 'text/html'),
    'accept-encoding': fc.constantFrom('identity;q=0', 'gzip;q=x', '*'),
    'last-event-id': fc.constantFrom('x', '-1', '999999999999'),
    'x-request-id': fc.constantFrom('<x>', 'y'.repeat(500)),
    'x-forwarded-for': fc.constantFrom('1.2.3.4', 'x', ',,,'),
    'x-forwarded-proto': fc.constantFrom('https', 'x'),
    cookie: fc.constantFrom('x', '%', 'podpass-0=s%3A', ';;;'),
    origin: fc.constantFrom('null', 'http://evil.example'),
    'sec-fetch-site': fc.constantFrom('cross-site', 'x'),
    range: fc.constantFrom('bytes=0-0', 'x'),
    'if-none-match': fc.constantFrom('*', 'x'),
    expect: fc.constantFrom('100-continue'),
    'x-http-method-override': fc.constantFrom('DELETE'),
  },
  { requiredKeys: [] },
);

function shots(template: string, method: string, operation: Operation): fc.Arbitrary<Shot> {
  const parameters = operation.parameters ?? [];
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const segment = (schema: Schema) =>
    fc.oneof(
      { weight: 6, arbitrary: text(resolved(schema)).map((value) => encode(String(value)) || '%20') },
      { weight: 1, arbitrary: fc.constantFrom(...rawSegments) },
    );
  const path = fc
    .record(Object.fromEntries(inPath.map(({ name, schema }) => [name, segment(schema)] as const)))
    .map((values) => template.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '-'));
  const query = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record(Object.fromEntries(inQuery.map(({ name, schema }) => [name, nearly(schema)] as const)), {
          requiredKeys: [],
        })
        .map((values) => queryOf(values)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...rawQueries) },
  );
  const json = operation.requestBody?.content['application/json']?.schema;
  const body: fc.Arbitrary<Ask> =
    method === 'GET'
      ? fc.constant({})
      : fc.oneof(
          { weight: 8, arbitrary: nearly(json).map((value) => ({ body: value })) },
          {
            weight: 1,
            arbitrary: fc.constantFrom('{', '[', 'nul', '"', '{"a":1}}', '\0', '{"__proto__":{"x":1}}', '').map(asJson),
          },
          { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => asJson(Buffer.from(bytes))) },
          { weight: 1, arbitrary: fc.constant(asJson('['.repeat(20_000))) },
        );
  const headers = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders });
  return fc.record({ path, query, body, headers }).map(({ path: at, query: asked, body: sent, headers: odd }) => ({
    path: `/api/v1${at}${asked}`,
    ask: { ...sent, method, headers: { ...sent.headers, ...(odd as Record<string, string>) } },
    ...('body' in sent && Object.keys(odd).length === 0 && { input: sent.body }),
  }));
}

function asJson(raw: string | Buffer): Ask {
  return { raw, headers: { 'content-type': 'application/json' } };
}

function encode(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).map(
    ([name, value]) =>
      `${name}=${encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
        .slice(0, 4_000)
        .replace(/%.?$/, '')}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Whether the request would really be carried out: then it is not bad input, and it is not sent where it changes things. */
async function isGoodInput({ procedure }: Route, shot: Shot): Promise<boolean> {
  const schema = procedure['~orpc'].inputSchema;
  if (schema === undefined || typeof shot.input !== 'object' || shot.input === null) return false;
  const result = await schema['~standard'].validate({ cluster, ...(JSON.parse(JSON.stringify(shot.input)) as object) });
  return result.issues === undefined;
}

function judge(answer: Answer, shot: Shot): void {
  const seen = `${shot.ask.method} ${shot.path.slice(0, 300)} ${JSON.stringify(shot.ask.headers)} ${JSON.stringify(shot.ask.body ?? '')?.slice(0, 500)} → ${answer.status} ${answer.text.slice(0, 500)}`;
  expect(answer.status, seen).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.json, seen).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\w/) });
  const code = String(answer.json?.['code']);
  expect(Object.keys(httpStatus), seen).toContain(code);
  if (code !== 'invalid-input') return;
  const { issues } = jsonOf<{ data: { issues: { path: string; message: string }[] } }>(answer).data;
  expect(issues.length, seen).toBeGreaterThan(0);
  for (const issue of issues)
    expect(issue, seen).toEqual({ path: expect.any(String), message: expect.stringMatching(/\w/) });
  // Our own words name the field; a library's stack or a class name never gets through.
  expect(answer.text, seen).not.toMatch(/node_modules|\.ts:|ZodError|\n\s+at /);
}

/** Everything that a request could change. */
async function worldNow(): Promise<unknown> {
  const { rows: changes } = await podpass.store.pool.query('select id, state, last_seq from operation order by id');
  const { rows: audit } = await podpass.store.pool.query(
    `select id from audit_entry where action like '%association%'`,
  );
  const state = (await podpass.control('state', 'GET')) as Record<string, unknown>;
  const { rows: configs } = await podpass.store.pool.query('select id, head, draft_version from cluster_config');
  const { rows: blueprints } = await podpass.store.pool.query('select name, newest from blueprint');
  return JSON.parse(
    JSON.stringify({ changes, audit, configs, blueprints, state }, (key, value: unknown) =>
      /^(lastUsed|roleLastUsed|idCounter|sequence)/.test(key) ? undefined : value,
    ),
  ) as unknown;
}

describe('no input breaks a route', () => {
  const changing = new Set([
    'changes.start',
    'session.setRole',
    'session.createToken',
    'configs.create',
    'blueprints.create',
  ]);
  let before: unknown;
  beforeAll(async () => {
    before = await worldNow();
  });

  it.each(routes.map(({ name }) => name))('%s', async (name) => {
    const route = routes.find((each) => each.name === name);
    const [template, method, operation] = operationOf(name);
    if (route === undefined) throw new Error(name);
    const signedIn = await Promise.all(roles.map((role) => podpass.as(role)));
    const admin = signedIn.at(-1) ?? {};
    await fc.assert(
      fc.asyncProperty(shots(template, method, operation), fc.integer({ min: 0, max: 9 }), async (shot, who) => {
        if (changing.has(name) && (await isGoodInput(route, shot))) return;
        // Signing out works whatever is sent along: each time with a token of its own.
        const as = name === 'session.end' ? await podpass.as('viewer') : (signedIn[who] ?? admin);
        const headers = { ...shot.ask.headers, ...as };
        judge(await podpass.ask(shot.path, { ...shot.ask, headers }), {
          ...shot,
          ask: { ...shot.ask, headers: shot.ask.headers ?? {} },
        });
      }),
      {
        seed,
        numRuns: times * (method === 'GET' ? runs.without : runs.withBody),
      },
    );
  });

  it('addresses that are no routes', async () => {
    const segment = fc.oneof(
      fc.constantFrom(...rawSegments, 'clusters', 'session', '', '.', '..'),
      oddText.map(encode),
    );
    const address = fc.array(segment, { maxLength: 5 }).map((parts) => `/api/${parts.join('/')}`);
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PURGE');
    const admin = await podpass.as('admin');
    await fc.assert(
      fc.asyncProperty(address, method, async (path, verb) => {
        const answer = await podpass.ask(path.slice(0, 8_000), { method: verb, headers: admin });
        if (verb === 'HEAD') expect(answer.status).toBeLessThan(500);
        else judge(answer, { path, ask: { method: verb } });
      }),
      { seed, numRuns: 150 * times },
    );
  });

  it('leaves everything as it was, and the log without a defect', async () => {
    expect(await worldNow()).toEqual(before);
    expect(podpass.log.filter(({ msg }) => msg === 'defect')).toEqual([]);
    expect(await podpass.ask('/readyz')).toMatchObject({ status: 200 });
  });
});

function operationOf(name: string): [string, string, Operation] {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.operationId === name) return [path, method.toUpperCase(), operation];
    }
  }
  throw new Error(`${name} is not in the OpenAPI document`);
}
