import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An entry with a `once` is written once, however often an operation's end is carried on after a crash. */
export const auditOnce: Migration = {
  up: async (db) => {
    await sql`alter table audit_entry add column once text unique`.execute(db);
  },
};
