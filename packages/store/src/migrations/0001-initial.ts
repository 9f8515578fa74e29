import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Changes with their events, the audit log, sign-in, and the table that the web sessions' library expects. */
export const initial: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create sequence runner_id as integer cycle`,
  `create table change (
     id uuid primary key,
     key text unique,
     cluster_key text not null,
     kind text not null,
     title text not null,
     state text not null check (state in ('running', 'done', 'partial', 'undone', 'stuck', 'interrupted')),
     plan json not null,
     requested_by text not null,
     runner integer not null,
     started_at timestamptz not null,
     ended_at timestamptz,
     error json,
     last_seq integer not null default 0
   )`,
  `create index change_newest on change (started_at desc, id)`,
  `create index change_newest_of_cluster on change (cluster_key, started_at desc, id)`,
  `create index change_running on change (id) where state = 'running'`,
  `create table change_event (
     change_id uuid not null references change (id) on delete cascade,
     seq integer not null,
     event json not null,
     primary key (change_id, seq)
   )`,

  `create table audit_entry (
     id bigint generated always as identity primary key,
     at timestamptz not null,
     actor text not null,
     role text not null,
     action text not null,
     cluster_key text,
     target text not null,
     outcome text not null,
     change_id uuid,
     before json,
     after json,
     aws_request_ids json not null
   )`,
  `create index audit_entry_of_cluster on audit_entry (cluster_key, id desc)`,
  `create function refuse_to_rewrite_the_audit_log() returns trigger language plpgsql as $$
     begin
       raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
     end
   $$`,
  `create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
     for each statement execute function refuse_to_rewrite_the_audit_log()`,

  `create table sign_in_code (
     hash text primary key,
     user_name text not null,
     role text not null,
     expires_at timestamptz not null,
     used_at timestamptz
   )`,
  `create table access_token (
     id uuid primary key,
     hash text not null unique,
     name text not null,
     user_name text not null,
     role text not null,
     expires_at timestamptz not null,
     revoked_at timestamptz
   )`,

  // The shape that connect-pg-simple documents for its table.
  `create table web_session (
     sid varchar primary key,
     sess json not null,
     expire timestamp(6) not null
   )`,
  `create index web_session_expire on web_session (expire)`,
];
