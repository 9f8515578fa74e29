import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export const changesChannel = 'podpass_changes';

/** Who wants to know of new events of a change, in this process; other replicas are told through NOTIFY. */
export interface Watchers {
  add(changeId: string, listener: () => void): () => void;
  wake(changeId: string): void;
  wakeAll(): void;
  /** Sent by PostgreSQL when the transaction commits. */
  tellOtherReplicas(trx: Transaction<Schema>, changeId: string): Promise<void>;
  /** Wakes for a notification of another replica. */
  hear(payload: string): void;
}

/** `replica` tells our own notifications from those of others. */
export function createWatchers(replica: string): Watchers {
  const listeners = new Map<string, Set<() => void>>();
  const wake = (changeId: string): void => {
    for (const listener of listeners.get(changeId) ?? []) listener();
  };
  return {
    add: (changeId, listener) => {
      const own = (): void => listener();
      const ofChange = listeners.get(changeId) ?? new Set();
      listeners.set(changeId, ofChange.add(own));
      return () => {
        ofChange.delete(own);
        if (ofChange.size === 0 && listeners.get(changeId) === ofChange) listeners.delete(changeId);
      };
    },
    wake,
    wakeAll: () => {
      for (const changeId of listeners.keys()) wake(changeId);
    },
    tellOtherReplicas: async (trx, changeId) => {
      await sql`select pg_notify(${changesChannel}, ${`${changeId} ${replica}`})`.execute(trx);
    },
    hear: (payload) => {
      const [changeId, from] = payload.split(' ');
      if (changeId !== undefined && from !== replica) wake(changeId);
    },
  };
}
