import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a request key was used for, so that it is not taken for another request's. */
export const requestDigest: Migration = {
  up: async (db) => {
    await sql`alter table change add column request_digest text`.execute(db);
  },
};
