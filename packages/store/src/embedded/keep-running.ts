import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { refusal } from './refusal.ts';

export interface Running {
  databaseUrl: string;
  /** Open for as long as this process uses the server, so that others can tell. */
  present: pg.Client;
}

export interface Kept {
  /** The present connection; another one after the server was brought back. */
  present(): pg.Client;
  /** From now on the server may end. */
  letGo(): void;
}

/** Runs work when it is this process's turn to start or stop servers, with the way to find or start one on a port. */
type InTurn = (work: (find: (port: number) => Promise<Running>) => Promise<void>) => Promise<void>;

const pauseMs = { first: 100, longest: 5_000 };

/**
 * Brings the server back whenever it ends without being told to (killed by a person, or by the system for its memory),
 * on the same port: whoever has its address reconnects by themselves.
 */
export function keepRunning(first: Running, inTurn: InTurn, onProblem: (error: Error) => void = () => undefined): Kept {
  let { present } = first;
  let kept = true;
  const watch = (client: pg.Client): void => {
    client.once('end', () => void bringBack());
  };

  const bringBack = async (): Promise<void> => {
    for (let pause = pauseMs.first; kept; pause = Math.min(pause * 2, pauseMs.longest)) {
      try {
        await inTurn(async (find) => {
          if (!kept) return;
          const again = await find(Number(new URL(first.databaseUrl).port));
          present = again.present;
          watch(present);
          if (again.databaseUrl !== first.databaseUrl) onProblem(movedAway(again));
        });
        return;
      } catch (error) {
        onProblem(error instanceof Error ? error : new Error(String(error)));
        await sleep(pause, undefined, { ref: false });
      }
    }
  };

  watch(present);
  return { present: () => present, letGo: () => (kept = false) };
}

/** Another process was quicker, and did not know which port this one had given out. */
function movedAway({ databaseUrl }: Running): Error {
  const { port } = new URL(databaseUrl);
  return refusal(`PostgreSQL was started again by another process, on port ${port}`, '', 'Start this Podpass again.');
}
