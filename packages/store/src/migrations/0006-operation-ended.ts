import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every open console asks again and again when an operation last ended. */
export const operationEnded: Migration = {
  up: async (db) => {
    await sql`create index operation_ended on operation (ended_at)`.execute(db);
  },
};
