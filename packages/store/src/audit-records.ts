import type { Kysely, Selectable } from 'kysely';
import type { AuditEntry, AuditRecords } from './records.ts';
import { type Schema, storableText } from './schema.ts';

export function createAuditRecords(db: Kysely<Schema>): AuditRecords {
  return {
    append: async (entry) => {
      const row = await db
        .insertInto('audit_entry')
        .values({
          at: entry.at,
          actor: storableText(entry.actor),
          role: entry.role,
          action: storableText(entry.action),
          cluster_key: entry.clusterKey ?? null,
          target: storableText(entry.target),
          outcome: storableText(entry.outcome),
          operation_id: entry.operationId ?? null,
          before: jsonOrNull(entry.before),
          after: jsonOrNull(entry.after),
          aws_request_ids: JSON.stringify(entry.awsRequestIds),
          once: entry.once ?? null,
        })
        .onConflict((conflict) => conflict.column('once').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) return entryOf(row);
      const first = db
        .selectFrom('audit_entry')
        .selectAll()
        .where('once', '=', entry.once ?? '');
      return entryOf(await first.executeTakeFirstOrThrow());
    },
    list: async ({ clusterKey, before, limit }) => {
      const rows = await db
        .selectFrom('audit_entry')
        .selectAll()
        .$if(clusterKey !== undefined, (query) => query.where('cluster_key', '=', clusterKey ?? ''))
        .$if(before !== undefined, (query) => query.where('id', '<', String(before)))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    },
  };
}

function entryOf(row: Selectable<Schema['audit_entry']>): AuditEntry {
  return {
    id: Number(row.id),
    at: row.at.toISOString(),
    actor: row.actor,
    role: row.role,
    action: row.action,
    target: row.target,
    outcome: row.outcome,
    awsRequestIds: row.aws_request_ids,
    ...(row.cluster_key === null ? {} : { clusterKey: row.cluster_key }),
    ...(row.operation_id === null ? {} : { operationId: row.operation_id }),
    ...(row.before === null ? {} : { before: row.before }),
    ...(row.after === null ? {} : { after: row.after }),
  };
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
