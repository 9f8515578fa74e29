import { type Expression, type SqlBool, sql } from 'kysely';

/** A condition for lists that are ordered by a time, the newest first, then by id: only what comes after this place. */
export function below(column: 'started_at' | 'updated_at', at: string, id: string): Expression<SqlBool> {
  const time = new Date(at);
  return sql<SqlBool>`(${sql.ref(column)} < ${time} or (${sql.ref(column)} = ${time} and id > ${id}))`;
}
