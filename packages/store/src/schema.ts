import type { ChangeEvent, ChangeState, ErrorReport, Plan } from '@podpass/inventory';
import type { ColumnType, Generated } from 'kysely';

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
  change: {
    id: string;
    key: string | null;
    request_digest: string | null;
    cluster_key: string;
    kind: string;
    title: string;
    state: ChangeState;
    plan: Json<Plan>;
    requested_by: string;
    runner: number;
    started_at: Instant;
    ended_at: NullableInstant;
    error: NullableJson<ErrorReport>;
    last_seq: Generated<number>;
  };
  change_event: { change_id: string; seq: number; event: Json<Omit<ChangeEvent, 'seq'>> };
  audit_entry: {
    id: Generated<string>;
    at: Instant;
    actor: string;
    role: string;
    action: string;
    cluster_key: string | null;
    target: string;
    outcome: string;
    change_id: string | null;
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
}

/** PostgreSQL's text cannot hold NUL, which JSON and HTTP can: it becomes the replacement character. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
