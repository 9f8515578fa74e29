import type { Plan, PlanStep, StepAction } from '@podpass/inventory';

/**
 * What AWS began to make and then failed to make stays failed, so that waiting for it again is in vain: the step that
 * makes it removes what is left and makes it anew.
 */
export function redoneWith({ action }: PlanStep, plan: Plan): string[] {
  return plan.steps.filter((step) => isMadeFor(step.action, action)).map(({ id }) => id);
}

function isMadeFor(making: StepAction, waiting: StepAction): boolean {
  switch (waiting.kind) {
    case 'wait-for-cluster':
      return making.kind === 'create-cluster';
    case 'wait-for-addon':
      return making.kind === 'create-addon' && making.addon === waiting.addon;
    case 'wait-for-node-group':
      return making.kind === 'create-node-group' && making.nodeGroup === waiting.nodeGroup;
    default:
      return false;
  }
}
