import { rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Role } from '@podpass/contract';
import { openStore, type Store } from '@podpass/store';
import { pino } from 'pino';
import { createTestDatabase, temporaryFolder } from '../../../packages/store/test/database.ts';
import { type Configuration, readConfiguration } from '../src/configuration.ts';
import { type RunningConsole, startConsole } from '../src/console.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON; undefined if it is not. */
  json: Record<string, unknown> | undefined;
}

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, in place of `body` as JSON. */
  raw?: string | Buffer;
}

export interface TestConsole extends RunningConsole {
  port: number;
  /** Another replica's view of the same database. */
  store: Store;
  sandboxUrl: string;
  links: string[];
  log: Record<string, unknown>[];
  configuration: Configuration;
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** Headers that sign in with a fresh token of this role. */
  as(role: Role): Promise<Record<string, string>>;
  /** Headers that sign in as a browser's page of the console does. */
  asBrowser(): Promise<Record<string, string>>;
  control(path: string, method: string, body?: unknown): Promise<unknown>;
  remove(): Promise<void>;
}

/** A whole console on a sandbox, a database of its own (unless the settings name one) and a free port. */
export async function startTestConsole(settings: Partial<Configuration> = {}): Promise<TestConsole> {
  const dataDir = temporaryFolder();
  const own = settings.databaseUrl === undefined ? await createTestDatabase() : undefined;
  const databaseUrl = own?.databaseUrl ?? settings.databaseUrl ?? '';
  const configuration: Configuration = { ...defaults(dataDir), port: 0, ...settings, databaseUrl };
  const links: string[] = [];
  const log: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const checkWorker = new URL('./check-worker.mjs', import.meta.url);
  const running = await startConsole({ configuration, logger, onNewLink: (link) => links.push(link), checkWorker });
  const store = await openStore({ databaseUrl });
  const port = Number(new URL(running.address).port);
  const ask = (path: string, options?: Ask): Promise<Answer> => askAt(port, path, options);
  const sandboxUrl = running.sandbox?.url ?? '';
  return {
    ...running,
    port,
    store,
    sandboxUrl,
    links,
    log,
    configuration,
    ask,
    as: async (role) => {
      const { secret } = await store.signIn.issueToken({ user: role, role, name: 'test' }, 3_600_000);
      return { authorization: `Bearer ${secret}` };
    },
    asBrowser: async () => {
      const { secret } = await store.signIn.issueCode({ user: 'ann', role: 'admin' }, 60_000);
      const { headers } = await ask(`/sign-in?code=${secret}`);
      return { cookie: cookieOf(headers), 'sec-fetch-site': 'same-origin' };
    },
    control: async (path, method, body) => {
      const answer = await fetch(`${sandboxUrl}/_sandbox/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? undefined : ((await answer.json()) as unknown);
    },
    remove: async () => {
      await running.stop();
      await store.close();
      await own?.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function defaults(dataDir: string): Configuration {
  const configuration = readConfiguration({ PODPASS_DATA_DIR: dataDir }, []);
  if ('help' in configuration) throw new Error('not asked for help');
  return configuration;
}

/** Over node:http, not fetch: it sends paths and headers as they are. */
export function askAt(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body, raw }: Ask = {},
): Promise<Answer> {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      method,
      agent: false,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(payload !== undefined && { 'content-length': String(Buffer.byteLength(payload)) }),
        ...headers,
      },
      timeout: 10_000,
    });
    request.on('timeout', () => request.destroy(new Error(`${method} ${path} got no answer within 10 s`)));
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = unpacked(Buffer.concat(chunks), response.headers['content-encoding']).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
      });
    });
    request.end(payload);
  });
}

function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  if (encoding === 'gzip') return gunzipSync(body);
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === 'deflate' ? inflateSync(body) : body;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

export function jsonOf<T>({ json, status, text }: Answer): T {
  if (json === undefined) throw new Error(`no JSON: ${status} ${text}`);
  return json as T;
}

export function cookieOf(headers: IncomingHttpHeaders): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
