import { type Blueprint, type BlueprintComponents, blueprintComponents, PodpassError } from '@podpass/inventory';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { createAuditRecords } from './audit-records.ts';
import type { BlueprintRecords, NewBlueprintVersion } from './configuration-records.ts';
import { type Schema, storableText } from './schema.ts';

export function createBlueprintRecords(db: Kysely<Schema>): BlueprintRecords {
  return {
    list: async ({ after, limit }) => {
      const rows = await db
        .selectFrom('blueprint')
        .selectAll()
        .$if(after !== undefined, (query) => query.where('name', '>', after ?? ''))
        .orderBy('name')
        .limit(limit)
        .execute();
      return rows.map(summaryOf);
    },
    get: (name) => get(db, name),
    all: async () => {
      const [rows, versions] = await Promise.all([
        db.selectFrom('blueprint').selectAll().orderBy('name').execute(),
        db.selectFrom('blueprint_version').selectAll().orderBy('number', 'desc').execute(),
      ]);
      const byName = new Map(rows.map(({ name }): [string, typeof versions] => [name, []]));
      for (const version of versions) byName.get(version.blueprint)?.push(version);
      return rows.map((row) => blueprintOf(row, byName.get(row.name) ?? []));
    },
    create: (blueprint, audit) =>
      db.transaction().execute(async (trx) => {
        const { name, description, basedOn } = blueprint;
        const inserted = await trx
          .insertInto('blueprint')
          .values({
            name,
            description,
            based_on: basedOn === null ? null : JSON.stringify(basedOn),
            newest: 1,
          })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returning('name')
          .executeTakeFirst();
        if (inserted === undefined) throw new PodpassError('blueprint-exists', { blueprint: name });
        await addVersion(trx, name, 1, blueprint);
        await createAuditRecords(trx).append(audit);
        return existing(trx, name);
      }),
    addVersion: (name, decide) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('blueprint')
          .select('newest')
          .where('name', '=', name)
          .forUpdate()
          .executeTakeFirst();
        if (row === undefined) throw new PodpassError('blueprint-not-found', { blueprint: name });
        const blueprint = await existing(trx, name);
        const decided = decide(blueprint);
        if (decided === undefined) return blueprint;
        const newest = row.newest + 1;
        await addVersion(trx, name, newest, decided.version);
        await trx.updateTable('blueprint').set({ newest }).where('name', '=', name).execute();
        await createAuditRecords(trx).append(decided.audit);
        return existing(trx, name);
      }),
  };
}

async function existing(db: Kysely<Schema>, name: string): Promise<Blueprint> {
  const blueprint = await get(db, name);
  if (blueprint === undefined) throw new PodpassError('blueprint-not-found', { blueprint: name });
  return blueprint;
}

async function get(db: Kysely<Schema>, name: string): Promise<Blueprint | undefined> {
  const row = await db.selectFrom('blueprint').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined) return undefined;
  const versions = await db
    .selectFrom('blueprint_version')
    .selectAll()
    .where('blueprint', '=', name)
    // A version that came in between is not among them yet: `newest` names one of those that are shown.
    .where('number', '<=', row.newest)
    .orderBy('number', 'desc')
    .execute();
  return blueprintOf(row, versions);
}

async function addVersion(
  trx: Transaction<Schema>,
  blueprint: string,
  number: number,
  { components, note, writer }: NewBlueprintVersion,
): Promise<void> {
  await trx
    .insertInto('blueprint_version')
    .values({
      blueprint,
      number,
      components: JSON.stringify(components),
      author: storableText(writer.by),
      at: writer.at,
      note,
    })
    .execute();
}

function summaryOf({ name, description, newest }: Selectable<Schema['blueprint']>) {
  return { name, description, builtIn: false, latest: `v${newest}` };
}

function blueprintOf(
  row: Selectable<Schema['blueprint']>,
  versions: Selectable<Schema['blueprint_version']>[],
): Blueprint {
  return {
    ...summaryOf(row),
    basedOn: row.based_on,
    versions: versions.map(({ number, components, author, at, note }) => ({
      version: `v${number}`,
      components: complete(components),
      author,
      at: at.toISOString(),
      note,
    })),
  };
}

/** A component that a later Podpass knows was on before anybody could switch it off. */
function complete(components: Partial<BlueprintComponents>): BlueprintComponents {
  return Object.fromEntries(
    blueprintComponents.map((component) => [component, components[component] ?? true]),
  ) as BlueprintComponents;
}
