import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export const operationsChannel = 'podpass_operations';

/** Who wants to know of new events of an operation, in this process; other replicas are told through NOTIFY. */
export interface Watchers {
  add(operationId: string, listener: () => void): () => void;
  wake(operationId: string): void;
  wakeAll(): void;
  /** Sent by PostgreSQL when the transaction commits. */
  tellOtherReplicas(trx: Transaction<Schema>, operationId: string): Promise<void>;
  /** Wakes for a notification of another replica. */
  hear(payload: string): void;
}

/** `replica` tells our own notifications from those of others. */
export function createWatchers(replica: string): Watchers {
  const listeners = new Map<string, Set<() => void>>();
  const wake = (operationId: string): void => {
    for (const listener of listeners.get(operationId) ?? []) listener();
  };
  return {
    add: (operationId, listener) => {
      const own = (): void => listener();
      const ofOperation = listeners.get(operationId) ?? new Set();
      listeners.set(operationId, ofOperation.add(own));
      return () => {
        ofOperation.delete(own);
        if (ofOperation.size === 0 && listeners.get(operationId) === ofOperation) listeners.delete(operationId);
      };
    },
    wake,
    wakeAll: () => {
      for (const operationId of listeners.keys()) wake(operationId);
    },
    tellOtherReplicas: async (trx, operationId) => {
      await sql`select pg_notify(${operationsChannel}, ${`${operationId} ${replica}`})`.execute(trx);
    },
    hear: (payload) => {
      const [operationId, from] = payload.split(' ');
      if (operationId !== undefined && from !== replica) wake(operationId);
    },
  };
}
