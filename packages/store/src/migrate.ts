import { PodpassError } from '@podpass/inventory';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { asSchemaError } from './connection-errors.ts';
import { initial } from './migrations/0001-initial.ts';
import { requestDigest } from './migrations/0002-request-digest.ts';
import { clusterConfigurations } from './migrations/0003-cluster-configurations.ts';
import { operations } from './migrations/0004-operations.ts';
import { auditOnce } from './migrations/0005-audit-once.ts';
import { operationEnded } from './migrations/0006-operation-ended.ts';

const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-request-digest': requestDigest,
  '0003-cluster-configurations': clusterConfigurations,
  '0004-operations': operations,
  '0005-audit-once': auditOnce,
  '0006-operation-ended': operationEnded,
};

/**
 * Brings the database to this version's schema. Several replicas may do so at once: Kysely's migrator holds an advisory
 * lock meanwhile. Rejects with `store-unavailable` if the database was written by a newer Podpass or
 * may not be written by our role.
 */
export async function migrate<Schema>(db: Kysely<Schema>): Promise<void> {
  try {
    await toLatest(db);
  } catch (error) {
    throw asSchemaError(error);
  }
}

async function toLatest<Schema>(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const applied = (await migrator.getMigrations()).filter(({ executedAt }) => executedAt !== undefined).length;
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
    const detail = `Its schema has a step that this version of Podpass does not know (${applied} known ones are applied).`;
    throw new PodpassError('store-unavailable', { detail }, { cause: error });
  }
  throw error instanceof Error ? error : new Error('The schema could not be brought up to date.', { cause: error });
}
