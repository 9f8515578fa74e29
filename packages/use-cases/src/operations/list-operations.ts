import type { OperationState } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { pageOf, placeOf, type TimeCursor } from '../page-of.ts';

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
    after?: TimeCursor | undefined;
    limit: number;
  },
) {
  const place = placeOf(after);
  const [lastEndedAt, found] = await Promise.all([
    operations.lastEnd(),
    operations.list({
      clusterKey: cluster,
      ...query,
      after: place && { startedAt: place.at, id: place.id },
      limit: limit + 1,
    }),
  ]);
  return { ...pageOf(found, limit, (last): TimeCursor => `${last.startedAt}_${last.id}`), lastEndedAt };
}
