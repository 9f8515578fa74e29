import type { StackOutputState, StackState } from '../../state/cloudformation-state.ts';
import { validationError } from '../errors.ts';
import { conditionHolds, evaluate, type Scope } from '../template/evaluate.ts';
import type { Advancing } from './begin-resource.ts';
import { checkExports } from './exports.ts';
import { reasonOf } from './reason-of.ts';
import { stackBecomes } from './record-event.ts';
import { scopeOf, wantedResources } from './scope.ts';

/** The resources of the template are there: computes the outputs, and begins to delete what is not of the template. */
export function cleaningBegins({ world, region, stack, work, scope }: Advancing): void {
  try {
    const outputs = outputsOf(scope);
    checkExports(world, region, stack, outputs);
    stack.outputs = outputs;
  } catch (error) {
    work.failure = `${reasonOf(error)}. `.replace('..', '.');
    return;
  }
  const wanted = new Set(wantedResources(scope));
  work.cleaning = true;
  for (const resource of Object.values(stack.resources)) {
    if (!wanted.has(resource.logicalId)) work.doomed.push(structuredClone(resource));
  }
  if (work.action === 'CREATE') return;
  stackBecomes(
    world,
    stack,
    work.action === 'UPDATE' ? 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' : 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  );
}

/** The work is through. */
export function stackEnds({ world, stack, work }: Advancing): void {
  const { action } = work;
  const failed = work.doomed.map(({ logicalId }) => logicalId);
  delete stack.work;
  if (action === 'DELETE' || action === 'ROLLBACK') {
    if (failed.length > 0) {
      const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
      return stackBecomes(world, stack, `${action}_FAILED`, reason);
    }
    stack.outputs = [];
    stack.imports = [];
    if (action === 'DELETE') stack.deletedAt = world.now();
  } else {
    // Failed resources of an earlier attempt that the template does not have any more.
    for (const resource of Object.values(stack.resources)) {
      if (resource.physicalId === undefined) delete stack.resources[resource.logicalId];
    }
  }
  stackBecomes(world, stack, `${action}_COMPLETE`);
}

/** The work cannot go on: takes it back as far as the stack's settings want that. */
export function stackFails(advancing: Advancing): void {
  const { world, stack, work } = advancing;
  const reason = work.failure ?? '';
  work.pending = [];
  if (work.action === 'UPDATE_ROLLBACK') {
    delete stack.work;
    return stackBecomes(world, stack, 'UPDATE_ROLLBACK_FAILED', reason);
  }
  if (work.action === 'UPDATE') return updateFails(advancing, reason);
  if (stack.onFailure === 'DO_NOTHING') {
    delete stack.work;
    return stackBecomes(world, stack, 'CREATE_FAILED', reason);
  }
  delete work.failure;
  work.cleaning = true;
  work.action = stack.onFailure;
  work.doomed = doomedResources(stack);
  const status = stack.onFailure === 'DELETE' ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS';
  stackBecomes(
    world,
    stack,
    status,
    `${reason}${stack.onFailure === 'DELETE' ? 'Delete' : 'Rollback'} requested by user.`,
  );
}

/** Copies of all resources of a stack that are still there. */
export function doomedResources(stack: StackState): StackState['resources'][string][] {
  return Object.values(stack.resources)
    .filter(({ physicalId, status }) => physicalId !== undefined && status !== 'DELETE_COMPLETE')
    .map((resource) => structuredClone({ ...resource, status: 'CREATE_COMPLETE' as const }));
}

function updateFails({ world, region, stack, work }: Advancing, reason: string): void {
  const { before } = work;
  if (before === undefined || before.disableRollback) {
    delete stack.work;
    return stackBecomes(world, stack, 'UPDATE_FAILED', reason);
  }
  delete work.failure;
  work.action = 'UPDATE_ROLLBACK';
  stack.template = before.template;
  stack.parameters = before.parameters;
  stack.tags = before.tags;
  stack.capabilities = before.capabilities;
  stack.imports = before.imports;
  if (before.description === undefined) delete stack.description;
  else stack.description = before.description;
  work.pending = wantedResources(scopeOf(world, region, stack));
  stackBecomes(world, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
}

function outputsOf(scope: Scope): StackOutputState[] {
  return Object.entries(scope.template.outputs)
    .filter(([, { condition }]) => condition === undefined || conditionHolds(condition, scope))
    .map(([key, { value, description, exportName }]) => {
      const exported = exportName === undefined ? undefined : text(key, evaluate(exportName, scope));
      return {
        key,
        value: text(key, evaluate(value, scope)),
        ...(description !== undefined && { description }),
        ...(exported !== undefined && { exportName: exported }),
      };
    });
}

function text(key: string, value: ReturnType<typeof evaluate>): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw validationError(
    `Template format error: Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String`,
  );
}
