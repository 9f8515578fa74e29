import type { AssociationRow } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import type { SourceProblem } from '../observe/problem.ts';
import { type AssociationFilter, streamAssociations } from './stream-associations.ts';

/** The same as the stream, collected: every row with all that could be learned of it. */
export async function listAssociations(
  env: Environment,
  key: string,
  filter: AssociationFilter,
  options: { signal?: AbortSignal } = {},
) {
  const rows = new Map<string, AssociationRow>();
  const problems: SourceProblem[] = [];
  for await (const update of streamAssociations(env, key, filter, options)) {
    if (update.type === 'rows') for (const row of update.rows) rows.set(row.associationId, row);
    if (update.type === 'problem') problems.push(update.problem);
  }
  return { items: [...rows.values()], problems };
}
