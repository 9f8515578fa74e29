import type { WorkloadRef } from '@podpass/inventory';
import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';

/** The workloads that run with these associations and can be restarted, each once. */
export async function workloadsOf(cluster: string, associationIds: readonly string[]): Promise<WorkloadRef[]> {
  const details = await Promise.all(
    associationIds.map((associationId) =>
      queryClient.fetchQuery(api.associations.get.queryOptions({ input: { cluster, associationId } })),
    ),
  );
  const restartable = details.flatMap(({ workloads }) => workloads.filter((workload) => workload.restartable));
  return [
    ...new Map(
      restartable.map(({ kind, namespace, name }) => [`${kind} ${namespace}/${name}`, { kind, namespace, name }]),
    ).values(),
  ];
}
