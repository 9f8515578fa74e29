import type { StackBefore, StackSource, StackState, StackTag } from '../../state/cloudformation-state.ts';
import type { Principal, World } from '../../world.ts';
import { readTemplate } from '../template/read-template.ts';
import { advanceStack } from './advance-stack.ts';
import { doomedResources } from './end-phase.ts';
import { stackBecomes } from './record-event.ts';
import { scopeOf, wantedResources } from './scope.ts';

/** Begins to make what a stack's template says. */
export function beginCreation(world: World, region: string, stack: StackState, caller: Principal): void {
  const pending = wantedResources(scopeOf(world, region, stack));
  stack.work = { action: 'CREATE', caller, pending, running: [], cleaning: false, doomed: [] };
  stackBecomes(world, stack, 'CREATE_IN_PROGRESS', 'User Initiated');
  advanceStack(world, region, stack.id);
}

export interface StackUpdate extends StackSource {
  tags: StackTag[];
  capabilities: string[];
  disableRollback: boolean;
}

/** Begins to change a stack into what another template says; what it was before is kept to go back to. */
export function beginUpdate(
  world: World,
  region: string,
  stack: StackState,
  { disableRollback, ...update }: StackUpdate,
  caller: Principal,
): void {
  const { template, parameters, tags, capabilities, imports, outputs, description } = stack;
  const before: StackBefore = structuredClone({
    ...{ template, parameters, tags, capabilities, imports, outputs, disableRollback, replaced: {} },
    ...(description !== undefined && { description }),
  });
  Object.assign(stack, update, { imports: [], updatedAt: world.now() });
  const described = readTemplate(update.template).description;
  if (described === undefined) delete stack.description;
  else stack.description = described;
  const pending = wantedResources(scopeOf(world, region, stack));
  stack.work = { action: 'UPDATE', caller, pending, running: [], cleaning: false, doomed: [], before };
  stackBecomes(world, stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
  advanceStack(world, region, stack.id);
}

/** Begins to delete a stack and its resources but those to be left alone. */
export function beginDeletion(
  world: World,
  region: string,
  stack: StackState,
  { caller, retained }: { caller: Principal; retained: readonly string[] },
): void {
  const doomed = doomedResources(stack).map((resource) =>
    retained.includes(resource.logicalId) ? { ...resource, retain: true } : resource,
  );
  stack.work = { action: 'DELETE', caller, pending: [], running: [], cleaning: true, doomed };
  stackBecomes(world, stack, 'DELETE_IN_PROGRESS', 'User Initiated');
  advanceStack(world, region, stack.id);
}
