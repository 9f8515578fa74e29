import { type ClusterConfig, type ConfigRevision, type ConfigSummary, PodpassError } from '@podpass/inventory';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { below } from './below.ts';
import { createAuditRecords } from './audit-records.ts';
import type {
  AuditConfigWrite,
  ConfigAbout,
  ConfigContent,
  ConfigRecords,
  ConfigSide,
  ConfigWrite,
  Writer,
} from './configuration-records.ts';
import { type Schema, storableText } from './schema.ts';

export function createConfigRecords(db: Kysely<Schema>): ConfigRecords {
  return {
    create: (config, audit) => create(db, config, audit),
    list: (query) => list(db, query),
    get: (id) => get(db, id),
    saveDraft: (draft, audit) => db.transaction().execute((trx) => saveDraft(trx, draft, audit)),
    discardDraft: ({ id, writer }, audit) => db.transaction().execute((trx) => discardDraft(trx, id, writer, audit)),
    saveRevision: (revision, audit) => db.transaction().execute((trx) => saveRevision(trx, revision, audit)),
    revisions: async (id, { before, limit }) => {
      const rows = await db
        .selectFrom('cluster_config_revision')
        .select(['number', 'author', 'at', 'note'])
        .where('config_id', '=', id)
        .$if(before !== undefined, (query) => query.where('number', '<', before ?? 0))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      // A draft without revisions has none either; only then is it worth a second question.
      if (rows.length === 0 && (await get(db, id)) === undefined) return undefined;
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
    revision: (id, number) => revisionOf(db, id, number),
    remove: (id, audit) => db.transaction().execute((trx) => remove(trx, id, audit)),
  };
}

/** All but the draft's text, which lists must not read. */
const columns = [
  'id',
  'updated_at',
  'updated_by',
  'head',
  'head_digest',
  'head_about',
  'draft_version',
  'draft_digest',
  'draft_about',
  'draft_base',
  'draft_at',
  'draft_by',
] as const satisfies readonly (keyof Schema['cluster_config'])[];
type Row = Pick<Selectable<Schema['cluster_config']>, (typeof columns)[number]>;

async function list(
  db: Kysely<Schema>,
  { name, region, after, limit }: Parameters<ConfigRecords['list']>[0],
): Promise<ConfigSummary[]> {
  const about = (field: 'name' | 'region') => sql<string>`coalesce(draft_about, head_about) ->> ${field}`;
  const rows = await db
    .selectFrom('cluster_config')
    .select(columns)
    .$if(name !== undefined, (query) => query.where(about('name'), '=', name ?? ''))
    .$if(region !== undefined, (query) => query.where(about('region'), '=', region ?? ''))
    .where(({ lit }) => (after === undefined ? lit(true) : below('updated_at', after.updatedAt, after.id)))
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(summaryOf);
}

async function create(
  db: Kysely<Schema>,
  { id, key, content, writer }: Parameters<ConfigRecords['create']>[0],
  audit: AuditConfigWrite,
): Promise<{ config: ClusterConfig; created: boolean }> {
  const created = await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('cluster_config')
      .values({ id, key: key ?? null, head: 0, ...updatedBy(writer), ...draftColumns(content, 1, 0, writer) })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined) return false;
    await record(trx, audit, { id, name: content.about.name, before: [], after: [sideOf('draft', 1, content)] });
    return true;
  });
  const kept = created
    ? id
    : (
        await db
          .selectFrom('cluster_config')
          .select('id')
          .where('key', '=', key ?? '')
          .executeTakeFirst()
      )?.id;
  const config = kept === undefined ? undefined : await get(db, kept);
  if (config === undefined) throw new PodpassError('config-not-found', { id: kept ?? id });
  return { config, created };
}

async function get(db: Kysely<Schema>, id: string): Promise<ClusterConfig | undefined> {
  // One statement, so that draft and revision are of the same moment.
  const row = await db
    .selectFrom('cluster_config')
    .leftJoin('cluster_config_revision as revision', (join) =>
      join.onRef('revision.config_id', '=', 'cluster_config.id').onRef('revision.number', '=', 'cluster_config.head'),
    )
    .select(columns)
    .select(['draft_text', 'revision.text', 'revision.author', 'revision.at', 'revision.note'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { text, author, at, note } = row;
  return {
    ...summaryOf(row),
    draft:
      row.draft_text === null
        ? null
        : {
            text: row.draft_text,
            version: row.draft_version,
            base: row.draft_base ?? 0,
            updatedAt: (row.draft_at ?? row.updated_at).toISOString(),
            updatedBy: row.draft_by ?? row.updated_by,
          },
    revision:
      text === null || author === null || at === null
        ? null
        : { number: row.head, text, author, at: at.toISOString(), note: note ?? '' },
  };
}

async function saveDraft(
  trx: Transaction<Schema>,
  { id, content, basedOn, base, writer }: Parameters<ConfigRecords['saveDraft']>[0],
  audit: AuditConfigWrite,
): Promise<{ version: number; updatedAt: string }> {
  const row = await locked(trx, id);
  const draft = draftOf(row);
  if (draft !== undefined && draft.digest === content.digest) return { version: draft.version, updatedAt: draft.at };
  if (basedOn !== (draft?.version ?? 0)) {
    const { by, at } = draft ?? updateOf(row);
    throw new PodpassError('config-conflict', { what: 'draft', version: draft?.version ?? 0, by, at });
  }
  const before = draft === undefined ? [] : [await draftSide(trx, row)];
  // Never a version that a draft before had: who edited that one must not overwrite this one.
  const version = row.draft_version + 1;
  const from = draft?.base ?? Math.min(base ?? row.head, row.head);
  await trx
    .updateTable('cluster_config')
    .set({ ...updatedBy(writer), ...draftColumns(content, version, from, writer) })
    .where('id', '=', id)
    .execute();
  await record(trx, audit, {
    id,
    name: content.about.name,
    before,
    after: [sideOf('draft', version, content)],
    ...(draft && { overwritten: { by: draft.by, at: draft.at } }),
  });
  return { version, updatedAt: writer.at };
}

async function discardDraft(
  trx: Transaction<Schema>,
  id: string,
  writer: Writer,
  audit: AuditConfigWrite,
): Promise<void> {
  const row = await locked(trx, id);
  if (draftOf(row) === undefined) return;
  const { name } = summaryOf(row);
  const write = { id, name, before: [await draftSide(trx, row)], after: [] };
  if (row.head === 0) await trx.deleteFrom('cluster_config').where('id', '=', id).execute();
  else
    await trx
      .updateTable('cluster_config')
      .set({ ...updatedBy(writer), ...noDraft })
      .where('id', '=', id)
      .execute();
  await record(trx, audit, write);
}

async function saveRevision(
  trx: Transaction<Schema>,
  { id, content, basedOn, note, writer }: Parameters<ConfigRecords['saveRevision']>[0],
  audit: AuditConfigWrite,
): Promise<ConfigRevision> {
  const row = await locked(trx, id);
  const head = row.head === 0 ? undefined : await revisionOf(trx, id, row.head);
  const unchanged = row.head_digest === content.digest ? head : undefined;
  if (unchanged === undefined && basedOn !== row.head) {
    const { by, at } = head === undefined ? updateOf(row) : { by: head.author, at: head.at };
    throw new PodpassError('config-conflict', { what: 'revision', version: row.head, by, at });
  }
  const draft = draftOf(row);
  const endsDraft = draft !== undefined && (draft.digest === content.digest || draft.by === storableText(writer.by));
  if (unchanged !== undefined) {
    if (endsDraft) await discardDraft(trx, id, writer, audit);
    return unchanged;
  }
  const number = row.head + 1;
  const saved = { number, text: content.text, author: storableText(writer.by), at: writer.at, note };
  await trx
    .insertInto('cluster_config_revision')
    .values({ config_id: id, ...saved })
    .execute();
  await trx
    .updateTable('cluster_config')
    .set({
      ...updatedBy(writer),
      head: number,
      head_digest: content.digest,
      head_about: JSON.stringify(content.about),
      ...(endsDraft && noDraft),
    })
    .where('id', '=', id)
    .execute();
  await record(trx, audit, {
    id,
    name: content.about.name,
    before: head === undefined ? [] : [revisionSide(row, head)],
    after: [sideOf('revision', number, content)],
  });
  return saved;
}

async function remove(trx: Transaction<Schema>, id: string, audit: AuditConfigWrite): Promise<void> {
  const row = await locked(trx, id);
  const head = row.head === 0 ? undefined : await revisionOf(trx, id, row.head);
  const before = [
    ...(head === undefined ? [] : [revisionSide(row, head)]),
    ...(draftOf(row) === undefined ? [] : [await draftSide(trx, row)]),
  ];
  await trx.deleteFrom('cluster_config').where('id', '=', id).execute();
  await record(trx, audit, { id, name: summaryOf(row).name, before, after: [] });
}

/** Until the transaction ends, nobody else writes this configuration. */
async function locked(trx: Transaction<Schema>, id: string): Promise<Row> {
  const row = await trx
    .selectFrom('cluster_config')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new PodpassError('config-not-found', { id });
  return row;
}

async function revisionOf(db: Kysely<Schema>, id: string, number: number): Promise<ConfigRevision | undefined> {
  const row = await db
    .selectFrom('cluster_config_revision')
    .select(['number', 'text', 'author', 'at', 'note'])
    .where('config_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { ...row, at: row.at.toISOString() };
}

async function record(trx: Transaction<Schema>, audit: AuditConfigWrite, write: ConfigWrite): Promise<void> {
  const entry = audit(write);
  if (entry !== undefined) await createAuditRecords(trx).append(entry);
}

function summaryOf(row: Row): ConfigSummary {
  const about = row.draft_about ?? row.head_about;
  if (about === null) throw new Error(`Configuration ${row.id} has neither a draft nor a revision.`);
  return {
    ...about,
    id: row.id,
    state: row.head === 0 ? 'draft' : 'saved',
    head: row.head,
    unsaved: row.draft_digest !== null && row.draft_digest !== row.head_digest,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

function draftOf(row: Row): { version: number; digest: string; base: number; by: string; at: string } | undefined {
  if (row.draft_digest === null) return undefined;
  const { by, at } = updateOf(row);
  return {
    version: row.draft_version,
    digest: row.draft_digest,
    base: row.draft_base ?? 0,
    by: row.draft_by ?? by,
    at: row.draft_at?.toISOString() ?? at,
  };
}

function updateOf(row: Row): Writer {
  return { by: row.updated_by, at: row.updated_at.toISOString() };
}

async function draftSide(trx: Transaction<Schema>, { id, draft_version, draft_digest }: Row): Promise<ConfigSide> {
  const row = await trx.selectFrom('cluster_config').select('draft_text').where('id', '=', id).executeTakeFirst();
  return { kind: 'draft', number: draft_version, digest: draft_digest ?? '', text: row?.draft_text ?? '' };
}

function revisionSide({ head_digest }: Row, { number, text }: ConfigRevision): ConfigSide {
  return { kind: 'revision', number, digest: head_digest ?? '', text };
}

function sideOf(kind: ConfigSide['kind'], number: number, { digest, text }: ConfigContent): ConfigSide {
  return { kind, number, digest, text };
}

function updatedBy({ by, at }: Writer) {
  return { updated_at: at, updated_by: storableText(by) };
}

function draftColumns({ text, digest, about }: ConfigContent, version: number, base: number, { by, at }: Writer) {
  return {
    draft_version: version,
    draft_text: text,
    draft_digest: digest,
    draft_about: JSON.stringify(about satisfies ConfigAbout),
    draft_base: base,
    draft_at: at,
    draft_by: storableText(by),
  };
}

/** The version stays: the next draft has the next one. */
const noDraft = {
  draft_text: null,
  draft_digest: null,
  draft_about: null,
  draft_base: null,
  draft_at: null,
  draft_by: null,
};
