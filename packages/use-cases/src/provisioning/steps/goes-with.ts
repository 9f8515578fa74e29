import type { PlanStep, StepKind } from '@podpass/inventory';

const goneWithTheirCluster: ReadonlySet<StepKind> = new Set([
  'create-addon',
  'install-addon',
  'create-access-entry',
  'create-association',
  'update-association',
  'create-namespace',
  'create-service-account',
  'link-service-account',
]);

/**
 * What EKS deletes with a cluster. Node groups and Fargate profiles are in the way of its deletion, and what components
 * have asked AWS for, such as load balancers, would outlive it.
 */
export function goesWith(step: PlanStep, below: PlanStep): boolean {
  return below.action.kind === 'create-cluster' && goneWithTheirCluster.has(step.action.kind);
}
