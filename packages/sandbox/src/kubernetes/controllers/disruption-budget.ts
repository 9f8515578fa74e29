import type { ClusterRuntime } from '../cluster-runtime.ts';
import { POD_DISRUPTION_BUDGETS, PODS } from '../objects/collections.ts';
import type { PodDisruptionBudget } from '../objects/kinds.ts';
import { matchesSelector } from '../objects/selectors.ts';
import { hasEnded, isHealthy } from './pod-status.ts';
import { putStatus, resolveCount, withCondition } from './status.ts';

/** Counts how many pods of a budget may be evicted now. */
export function reconcileDisruptionBudget(cluster: ClusterRuntime, budget: PodDisruptionBudget): void {
  const pods = cluster.store
    .list(PODS, budget.metadata.namespace)
    .filter((pod) => !hasEnded(pod) && matchesSelector(budget.spec?.selector, pod.metadata.labels));
  const expected = pods.length;
  const healthy = pods.filter(isHealthy).length;
  const { minAvailable, maxUnavailable } = budget.spec ?? {};
  const desired =
    maxUnavailable !== undefined
      ? Math.max(0, expected - resolveCount(maxUnavailable, expected, 'up'))
      : resolveCount(minAvailable ?? 1, expected, 'up');
  const allowed = expected === 0 ? 0 : Math.max(0, healthy - desired);
  putStatus(cluster, POD_DISRUPTION_BUDGETS, budget, {
    observedGeneration: budget.metadata.generation ?? 1,
    disruptionsAllowed: allowed,
    currentHealthy: healthy,
    desiredHealthy: desired,
    expectedPods: expected,
    conditions: withCondition(budget.status?.conditions, cluster.timestamp(), {
      type: 'DisruptionAllowed',
      status: allowed > 0 ? 'True' : 'False',
      reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
      message: '',
    }),
  });
}
