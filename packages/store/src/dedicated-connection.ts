import { PodpassError } from '@podpass/inventory';
import pg from 'pg';
import { asConnectError, asStoreError } from './connection-errors.ts';

export interface DedicatedConnectionOptions {
  settings: pg.ClientConfig;
  /** Runs on each new connection before anybody else uses it. */
  prepare(client: pg.Client): Promise<void>;
  onNotification(channel: string, payload: string): void;
  /** After a lost connection was replaced: notifications may have been missed. */
  onReplaced(): void;
  onProblem(error: Error): void;
}

/**
 * One connection for what PostgreSQL ties to a session: advisory locks and LISTEN. Everything of a store shares it, so
 * that many locks cost one connection. It is replaced when it breaks.
 */
export interface DedicatedConnection {
  /** Rejects with `store-unavailable` if there is no connection now, or it breaks before the answer. */
  query(text: string, parameters?: unknown[]): Promise<pg.QueryResult<Record<string, unknown>>>;
  /** Aborted when the present connection breaks; what was locked on it is then free for others. */
  lost(): AbortSignal;
  close(): Promise<void>;
}

const pauseMs = { first: 50, longest: 5_000 };

/** Rejects if the first connection cannot be made. */
export async function openDedicatedConnection(options: DedicatedConnectionOptions): Promise<DedicatedConnection> {
  let current: { client: pg.Client; lost: AbortController } | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const client = new pg.Client(options.settings);
    const lost = new AbortController();
    client.on('error', (error) => options.onProblem(error));
    client.on('end', () => {
      lost.abort(new PodpassError('store-unavailable', { detail: 'The connection that held the lock broke.' }));
      if (current?.client === client) {
        current = undefined;
        reconnectAfter(pauseMs.first);
      }
    });
    client.on('notification', ({ channel, payload }) => options.onNotification(channel, payload ?? ''));
    try {
      await client.connect();
      await options.prepare(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw asConnectError(error);
    }
    if (closed) await client.end();
    else current = { client, lost };
  };

  const reconnectAfter = (pause: number): void => {
    if (closed) return;
    retry = setTimeout(() => {
      connect().then(
        () => options.onReplaced(),
        (error: unknown) => {
          options.onProblem(error instanceof Error ? error : new Error(String(error)));
          reconnectAfter(Math.min(pause * 2, pauseMs.longest));
        },
      );
    }, pause);
  };

  await connect();
  return {
    query: async (text, parameters = []) => {
      if (current === undefined) throw noConnection();
      return current.client.query<Record<string, unknown>>(text, parameters).catch((error: unknown) => {
        throw asStoreError(error);
      });
    },
    lost: () => current?.lost.signal ?? AbortSignal.abort(noConnection()),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      const last = current;
      current = undefined;
      await last?.client.end();
    },
  };
}

function noConnection(): PodpassError {
  return new PodpassError('store-unavailable', { detail: 'The connection broke and has not been replaced yet.' });
}
