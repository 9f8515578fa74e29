import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export const operationsChannel = 'podpass_operations';
const endWord = 'ended';

/** Who wants to know of new events of an operation, in this process; other replicas are told through NOTIFY. */
export interface Watchers {
  add(operationId: string, listener: () => void): () => void;
  wake(operationId: string): void;
  wakeAll(): void;
  /** For the ends of operations in other replicas. */
  addForEndsElsewhere(listener: (operationId: string) => void): () => void;
  /** Sent by PostgreSQL when the transaction commits. */
  tellOtherReplicas(trx: Transaction<Schema>, operationId: string, news: { ended: boolean }): Promise<void>;
  /** Wakes for a notification of another replica. */
  hear(payload: string): void;
}

/** `replica` tells our own notifications from those of others. */
export function createWatchers(replica: string): Watchers {
  const listeners = new Map<string, Set<() => void>>();
  const ofEnds = new Set<(operationId: string) => void>();
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
    addForEndsElsewhere: (listener) => {
      const own = (operationId: string): void => listener(operationId);
      ofEnds.add(own);
      return () => void ofEnds.delete(own);
    },
    tellOtherReplicas: async (trx, operationId, { ended }) => {
      const payload = [operationId, replica, ...(ended ? [endWord] : [])].join(' ');
      await sql`select pg_notify(${operationsChannel}, ${payload})`.execute(trx);
    },
    hear: (payload) => {
      const [operationId, from, word] = payload.split(' ');
      if (operationId === undefined || from === replica) return;
      if (word === endWord) for (const listener of ofEnds) listener(operationId);
      wake(operationId);
    },
  };
}
