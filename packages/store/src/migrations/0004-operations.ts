import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The run of a change has its own name, and is durable: it knows its attempt, who runs it, and who may write to it. */
export const operations: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table change rename to operation`,
  `alter table change_event rename to operation_event`,
  `alter table operation_event rename column change_id to operation_id`,
  `alter table audit_entry rename column change_id to operation_id`,
  `alter index change_newest rename to operation_newest`,
  `alter index change_newest_of_cluster rename to operation_newest_of_cluster`,
  `drop index change_running`,
  `alter table operation drop constraint change_state_check`,
  `alter table operation add constraint operation_state_check check (state in ('waiting', 'running', 'cancelling',
     'cancelled', 'done', 'partial', 'failed', 'undoing', 'undone', 'stuck', 'interrupted'))`,
  `create index operation_active on operation (cluster_key, started_at, id)
     where state in ('waiting', 'running', 'cancelling', 'undoing')`,
  `alter table operation alter column runner drop not null`,
  // Every claim gets the next number; only who holds the last one may write to the history.
  `alter table operation add column claim integer not null default 0`,
  `alter table operation add column attempt integer not null default 1`,
  `alter table operation add column mode text not null default 'forward' check (mode in ('forward', 'undo'))`,
  `alter table operation add column requester_role text not null default 'unknown'`,
  `alter table operation add column cancel_requested_by text`,
  // Of the engine that began the attempt: another may not know how to carry it on.
  `alter table operation add column version text not null default '0'`,
  `create table operation_runner (
     runner integer primary key,
     version text not null,
     since timestamptz not null default now()
   )`,
];
