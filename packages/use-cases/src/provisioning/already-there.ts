import type { PlanStep, StepAction } from '@podpass/inventory';
import { isOwn, type ProvisioningFacts } from './facts.ts';
import { isSteady } from './steps/stack.ts';

/** Looking takes one call or two. Milliseconds. */
const looking = 1_000;

/** Marks steps that will find everything as they want it, so that a person sees what is really going to happen. */
export function withThere(facts: ProvisioningFacts, steps: PlanStep[]): PlanStep[] {
  return steps.map((step) => (isThere(facts, step.action) ? { ...step, there: true, expectedMs: looking } : step));
}

function isThere({ ref, live, stack, stackTemplate, present }: ProvisioningFacts, action: StepAction): boolean {
  const active = live?.status === 'ACTIVE' && isOwn(live.tags, ref);
  switch (action.kind) {
    case 'create-stack':
      return stack !== undefined && isSteady(stack) && stackTemplate !== undefined && action.before === undefined;
    case 'create-cluster':
    case 'wait-for-cluster':
      return active;
    case 'create-node-group':
    case 'wait-for-node-group':
      return (
        active && present?.nodeGroups.some(({ name, status }) => name === action.nodeGroup && isUp(status)) === true
      );
    case 'create-addon':
    case 'wait-for-addon':
      return active && present?.addons.some(({ name, status }) => name === action.addon && isUp(status)) === true;
    case 'protect-cluster':
      return active && live.deletionProtection === true;
    default:
      return false;
  }
}

function isUp(status: string): boolean {
  return status === 'ACTIVE';
}
