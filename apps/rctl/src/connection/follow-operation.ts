import { setTimeout as sleep } from 'node:timers/promises';
import { ORPCError } from '@podpass/contract';
import { isOperationOver, type Operation, type OperationEvent } from '@podpass/inventory';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';
import type { Connection } from './connect.ts';

export interface FollowOptions {
  onEvent: (event: OperationEvent) => void;
  /** The connection was lost, or the console stopped; told once until it is there again. */
  onLost: () => void;
  /** How long a lost connection is borne. Milliseconds. */
  patience?: number;
}

/**
 * Every event of an operation once, up to its end, over lost connections and restarts of the console: the operation goes
 * on without whoever watches it. Rejects with `console-lost` when the console stays away.
 */
export async function followOperation(
  { client, server }: Connection,
  id: string,
  { onEvent, onLost, patience = 120_000 }: FollowOptions,
): Promise<{ operation: Operation; events: OperationEvent[] }> {
  let seq = 0;
  let lostAt: number | undefined;
  for (let pause = shortest; ; pause = Math.min(pause * 2, longest)) {
    try {
      for await (const event of await client.operations.events({ id }, { lastEventId: String(seq) })) {
        seq = event.seq;
        lostAt = undefined;
        pause = shortest;
        onEvent(event);
      }
      const seen = await client.operations.get({ id });
      if (isOperationOver(seen.operation.state)) return seen;
    } catch (error) {
      if (!isLoss(error)) throw error;
    }
    const now = Date.now();
    if (lostAt === undefined) onLost();
    lostAt ??= now;
    if (now - lostAt >= patience) throw staysAway(server, id);
    await sleep(Math.min(pause, patience));
  }
}

const shortest = 250;
const longest = 5_000;

/** What a console says that is there goes on; what a proxy says of one that is not, or a broken connection, does not. */
function isLoss(error: unknown): boolean {
  if (error instanceof ORPCError) return [502, 503, 504].includes(error.status);
  if (error instanceof CommandFailure) return error.words.code === 'console-unreachable';
  return error instanceof Error;
}

function staysAway(server: string, id: string): CommandFailure {
  return new CommandFailure(
    {
      code: 'console-lost',
      what: `The console at ${server} does not answer any more.`,
      why: 'The operation does not need whoever watches it: it goes on, or is carried on when the console is back.',
      remedy: `See that the console runs, then look at it with "rctl status ${id} --watch".`,
    },
    exitCodes.failed,
  );
}
