import { type ApiClient, createApiClient } from '@podpass/contract';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { readSettings } from './settings.ts';

export interface Connection {
  client: ApiClient;
  server: string;
}

/** The API as the person who ran `rctl login`. */
export async function connect(): Promise<Connection> {
  const { server, token } = await readSettings();
  return { server, client: clientFor(server, token) };
}

export function clientFor(server: string, token?: string): ApiClient {
  return createApiClient({
    origin: server,
    ...(token === undefined ? {} : { token }),
    fetch: async (request, init) => {
      try {
        return await fetch(request, init);
      } catch (cause) {
        throw unreachable(server, cause);
      }
    },
  });
}

function unreachable(server: string, cause: unknown): CommandFailure {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
  return new CommandFailure(
    {
      code: 'console-unreachable',
      what: `No console answers at ${server}.`,
      why: reason,
      remedy: 'Start it with "npm start", or name another one with "rctl login LINK" or PODPASS_SERVER.',
    },
    exitCodes.failed,
  );
}
