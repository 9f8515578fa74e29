import { type Operation, type OperationSummary, PodpassError } from '@podpass/inventory';
import { lifecycleKinds } from '../clusters/open-lifecycle.ts';
import type { Environment } from '../environment.ts';

type Reading = Pick<Environment, 'operations'>;

/**
 * What a provisioning or deletion counts as done is true only until the next one of its cluster: to go on from there, or
 * back, would take away what that one made. Rejects with `operation-superseded`.
 */
export async function mustBeLatest({ operations }: Reading, operation: Operation): Promise<void> {
  if (!lifecycleKinds.includes(operation.plan.kind)) return;
  for await (const later of laterThan(operations, operation)) {
    if (!lifecycleKinds.includes(later.kind) || later.state === 'undone') continue;
    if (later.state === 'cancelled' && !(await hasBegun(operations, later.id))) continue;
    const { title, startedAt } = later;
    throw new PodpassError('operation-superseded', { title, startedAt });
  }
}

/** Those of the same cluster that were asked for after it, newest first. */
async function* laterThan(
  operations: Reading['operations'],
  { id, clusterKey, startedAt }: Operation,
): AsyncGenerator<OperationSummary> {
  const limit = 100;
  let after: { startedAt: string; id: string } | undefined;
  for (;;) {
    const page = await operations.list({ clusterKey, limit, after });
    for (const other of page) {
      if (other.startedAt < startedAt) return;
      if (other.id !== id) yield other;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    after = { startedAt: last.startedAt, id: last.id };
  }
}

async function hasBegun(operations: Reading['operations'], id: string): Promise<boolean> {
  return (await operations.events(id, 0)).some(({ stepId }) => stepId !== undefined);
}
