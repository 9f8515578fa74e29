import type { OperationState } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** Newest operations first. */
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
  return { items: await env.operations.list({ clusterKey: cluster, ...query }) };
}
