import { setTimeout as sleep } from 'node:timers/promises';

/** Work that nobody awaits: counted, its failures logged, and waited for a little when the console stops. */
export interface Background {
  add: (work: Promise<void>) => void;
  running: () => number;
  settle(graceMs: number): Promise<void>;
}

export function createBackground(onFailure: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>();
  return {
    add: (work) => {
      const watched = work.catch(onFailure).finally(() => running.delete(watched));
      running.add(watched);
    },
    running: () => running.size,
    settle: async (graceMs) => {
      const timer = new AbortController();
      const patience = sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([Promise.all(running), patience]);
      timer.abort();
    },
  };
}
