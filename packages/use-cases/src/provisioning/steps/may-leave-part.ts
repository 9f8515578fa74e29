import type { PlanStep, StepAction } from '@podpass/inventory';

const inParts: readonly StepAction['kind'][] = [
  'create-stack',
  'create-fargate-profile',
  'create-irsa-role',
  'apply-component',
];

/**
 * Steps of several calls, or of one that goes on after its answer: a stack that was rolled back, a role that has not got
 * its policies. Undoing them looks whose it is.
 */
export function mayLeavePart({ action }: PlanStep): boolean {
  return inParts.includes(action.kind);
}
