import type { OperationState } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** Newest operations first, and when one last ended, whether it is among them or not. */
export async function listOperations(
  env: Environment,
  {
    cluster,
    ...query
  }: {
    cluster?: string | undefined;
    state?: OperationState | undefined;
    active?: boolean | undefined;
    limit: number;
  },
) {
  const { operations } = env;
  const [lastEndedAt, items] = await Promise.all([
    operations.lastEnd(),
    operations.list({ clusterKey: cluster, ...query }),
  ]);
  return { items, lastEndedAt };
}
