import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Configurations with one draft each, their revisions, and custom blueprints with their versions. */
export const clusterConfigurations: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // What lists show of a text is kept beside it (`about`): no list reads texts.
  `create table cluster_config (
     id uuid primary key,
     key text unique,
     updated_at timestamptz not null,
     updated_by text not null,
     head integer not null default 0,
     head_digest text,
     head_about json,
     draft_version integer not null default 0,
     draft_text text,
     draft_digest text,
     draft_about json,
     draft_base integer,
     draft_at timestamptz,
     draft_by text,
     check ((draft_text is null) = (draft_digest is null)),
     check (head > 0 or draft_text is not null)
   )`,
  `create index cluster_config_newest on cluster_config (updated_at desc, id)`,
  `create table cluster_config_revision (
     config_id uuid not null references cluster_config (id) on delete cascade,
     number integer not null check (number > 0),
     text text not null,
     author text not null,
     at timestamptz not null,
     note text not null,
     primary key (config_id, number)
   )`,

  `create table blueprint (
     name text primary key,
     description text not null,
     based_on json,
     newest integer not null
   )`,
  `create table blueprint_version (
     blueprint text not null references blueprint (name) on delete cascade,
     number integer not null check (number > 0),
     components json not null,
     author text not null,
     at timestamptz not null,
     note text not null,
     primary key (blueprint, number)
   )`,

  `create function refuse_to_rewrite_what_was_saved() returns trigger language plpgsql as $$
     begin
       raise exception 'revisions and versions never change' using errcode = 'insufficient_privilege';
     end
   $$`,
  `create trigger cluster_config_revision_never_changes before update on cluster_config_revision
     for each statement execute function refuse_to_rewrite_what_was_saved()`,
  `create trigger blueprint_version_never_changes before update on blueprint_version
     for each statement execute function refuse_to_rewrite_what_was_saved()`,
];
