import type {
  BlueprintComponents,
  BlueprintRef,
  OperationEvent,
  OperationState,
  ErrorReport,
  Plan,
} from '@podpass/inventory';
import type { ColumnType, Generated } from 'kysely';
import type { ConfigAbout } from './configuration-records.ts';

/** Written as ISO text, read as Date. */
type Instant = ColumnType<Date, string, string>;
type NullableInstant = ColumnType<Date | null, string | null | undefined, string | null>;

/**
 * Written as JSON text, read parsed. The columns are `json`, not `jsonb`: `jsonb` refuses texts with a NUL character,
 * and what people type is stored as they typed it.
 */
type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** The tables, as the migrations leave them. */
export interface Schema {
  operation: {
    id: string;
    key: string | null;
    request_digest: string | null;
    cluster_key: string;
    kind: string;
    title: string;
    state: OperationState;
    plan: Json<Plan>;
    requested_by: string;
    /** Null until somebody has begun it. */
    runner: number | null;
    claim: Generated<number>;
    attempt: Generated<number>;
    mode: Generated<'forward' | 'undo'>;
    requester_role: Generated<string>;
    cancel_requested_by: string | null;
    version: Generated<string>;
    started_at: Instant;
    ended_at: NullableInstant;
    error: NullableJson<ErrorReport>;
    last_seq: Generated<number>;
  };
  operation_event: { operation_id: string; seq: number; event: Json<Omit<OperationEvent, 'seq'>> };
  operation_runner: { runner: number; version: string; since: Generated<Date> };
  audit_entry: {
    id: Generated<string>;
    at: Instant;
    actor: string;
    role: string;
    action: string;
    cluster_key: string | null;
    target: string;
    outcome: string;
    operation_id: string | null;
    once: string | null;
    before: NullableJson<unknown>;
    after: NullableJson<unknown>;
    aws_request_ids: Json<string[]>;
  };
  sign_in_code: { hash: string; user_name: string; role: string; expires_at: Instant; used_at: NullableInstant };
  access_token: {
    id: string;
    hash: string;
    name: string;
    user_name: string;
    role: string;
    expires_at: Instant;
    revoked_at: NullableInstant;
  };
  cluster_config: {
    id: string;
    key: string | null;
    updated_at: Instant;
    updated_by: string;
    head: number;
    head_digest: string | null;
    head_about: NullableJson<ConfigAbout>;
    draft_version: number;
    draft_text: string | null;
    draft_digest: string | null;
    draft_about: NullableJson<ConfigAbout>;
    draft_base: number | null;
    draft_at: NullableInstant;
    draft_by: string | null;
  };
  cluster_config_revision: {
    config_id: string;
    number: number;
    text: string;
    author: string;
    at: Instant;
    note: string;
  };
  blueprint: { name: string; description: string; based_on: NullableJson<BlueprintRef>; newest: number };
  blueprint_version: {
    blueprint: string;
    number: number;
    components: Json<Partial<BlueprintComponents>>;
    author: string;
    at: Instant;
    note: string;
  };
}

/** PostgreSQL's text cannot hold NUL, which JSON and HTTP can: it becomes the replacement character. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
