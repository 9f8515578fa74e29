import { own } from '../../state/lookup.ts';
import type { World } from '../../world.ts';
import { dependenciesOf } from '../template/dependencies.ts';
import { type Advancing, beginResource } from './begin-resource.ts';
import { beginDeletions, failDeletions } from './delete-resource.ts';
import { cleaningBegins, stackEnds, stackFails } from './end-phase.ts';
import { finishRunning } from './finish-running.ts';
import { scopeOf } from './scope.ts';

/**
 * Takes the work on a stack as far as it can go now, and sees to it that it goes on when the next resource is ready.
 * With a `stack` transition time of 0 it is through when this returns, unless a cluster or node group takes its time.
 */
export function advanceStack(world: World, region: string, stackId: string): void {
  const stack = own(own(world.state.cloudFormation, region)?.stacks, stackId);
  if (stack === undefined) return;
  for (;;) {
    const { work } = stack;
    if (work === undefined) return;
    const used = new Set(stack.imports);
    const moved = step({ world, region, stack, work, scope: scopeOf(world, region, stack, used) });
    stack.imports = [...used];
    if (!moved) break;
  }
  const readyAt = Math.min(...(stack.work?.running ?? []).map((change) => change.readyAt));
  const planned = world.state.transitions.some(
    (other) => other.kind === 'stack-advances' && other.stackId === stackId && other.at <= readyAt,
  );
  if (Number.isFinite(readyAt) && !planned) {
    world.schedule({ kind: 'stack-advances', at: readyAt, region, stackId });
  }
}

/** One move of the work; false when there is nothing to do but wait. */
function step(advancing: Advancing): boolean {
  const { work } = advancing;
  if (finishRunning(advancing)) return true;
  if (work.failure !== undefined && !work.cleaning) {
    if (work.running.length > 0) return false;
    stackFails(advancing);
    return true;
  }
  if (!work.cleaning) return makeResources(advancing);
  if (beginDeletions(advancing)) return true;
  if (work.running.length > 0) return false;
  if (failDeletions(advancing)) return true;
  stackEnds(advancing);
  return true;
}

function makeResources(advancing: Advancing): boolean {
  const { work } = advancing;
  const ready = work.pending.filter((logicalId) => isReady(advancing, logicalId));
  for (const logicalId of ready) {
    work.pending = work.pending.filter((other) => other !== logicalId);
    beginResource(advancing, logicalId);
    if (work.failure !== undefined) return true;
  }
  if (ready.length > 0) return true;
  if (work.running.length > 0) return false;
  cleaningBegins(advancing);
  return true;
}

/** Whether all that a resource needs is there. */
function isReady({ scope, work }: Advancing, logicalId: string): boolean {
  const declaration = own(scope.template.resources, logicalId);
  const needed = declaration === undefined ? [] : dependenciesOf(scope.template, declaration);
  return !needed.some(
    (other) => work.pending.includes(other) || work.running.some((change) => change.logicalId === other),
  );
}
