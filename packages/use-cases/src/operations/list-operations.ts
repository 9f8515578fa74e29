import type { OperationState } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { pageOf } from '../page-of.ts';

/** When the last one of a page was started, and its id. */
type OperationCursor = `${string}_${string}`;

/** Newest operations first, and when one last ended, whether it is among them or not. */
export async function listOperations(
  { operations }: Pick<Environment, 'operations'>,
  {
    cluster,
    after,
    limit,
    ...query
  }: {
    cluster?: string | undefined;
    state?: OperationState | undefined;
    active?: boolean | undefined;
    after?: OperationCursor | undefined;
    limit: number;
  },
) {
  const [startedAt, id] = after?.split('_') ?? [];
  const cursor = startedAt !== undefined && id !== undefined ? { startedAt, id } : undefined;
  const [lastEndedAt, found] = await Promise.all([
    operations.lastEnd(),
    operations.list({ clusterKey: cluster, ...query, after: cursor, limit: limit + 1 }),
  ]);
  return { ...pageOf(found, limit, (last): OperationCursor => `${last.startedAt}_${last.id}`), lastEndedAt };
}
