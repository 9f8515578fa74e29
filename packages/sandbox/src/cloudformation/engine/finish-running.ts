import type { RunningChange, StackResourceState } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { presentResource, resourceRequest, resourceType } from '../resources/perform.ts';
import type { Progress } from '../resources/resource-type.ts';
import { accept, type Advancing } from './begin-resource.ts';
import { deletionEnds, doomedWith } from './delete-resource.ts';
import { resourceBecomes } from './record-event.ts';

/** Clusters and node groups are asked this often whether they are ready, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/** Ends what has had its time. Tells whether anything has changed. */
export function finishRunning(advancing: Advancing): boolean {
  const { world, work } = advancing;
  const due = work.running.filter(({ readyAt }) => readyAt <= world.now());
  let changed = false;
  for (const change of due) {
    const ended = change.kind === 'delete' ? endDeletion(advancing, change) : endChange(advancing, change);
    if (ended) {
      work.running = work.running.filter((other) => other !== change);
      changed = true;
    } else {
      change.readyAt = world.now() + LOOK_AGAIN_MS;
    }
  }
  return changed;
}

function endDeletion(advancing: Advancing, change: RunningChange): boolean {
  const doomed = doomedWith(advancing.work, change);
  const present = doomed === undefined ? undefined : presentResource(doomed);
  if (doomed === undefined || present === undefined) return true;
  const { world, region, stack } = advancing;
  const type = resourceType(doomed.type);
  if (type.gone !== undefined && !type.gone(resourceRequest(world, region, stack, doomed), present)) return false;
  deletionEnds(advancing, doomed);
  return true;
}

function endChange(advancing: Advancing, change: RunningChange): boolean {
  const { world, stack, work } = advancing;
  const resource = own(stack.resources, change.logicalId);
  if (resource === undefined) return true;
  const progress = progressOf(advancing, resource);
  if (progress.state === 'waiting') return false;
  const verb = change.kind === 'create' ? 'CREATE' : 'UPDATE';
  if (progress.state === 'failed') {
    resourceBecomes(world, stack, resource, `${verb}_FAILED`, progress.reason);
    work.failure ??= `The following resource(s) failed to ${verb.toLowerCase()}: [${change.logicalId}]. `;
    return true;
  }
  accept(resource, progress);
  if (work.failure === undefined) resourceBecomes(world, stack, resource, `${verb}_COMPLETE`);
  else resourceBecomes(world, stack, resource, `${verb}_FAILED`, `Resource ${cancelled(verb)} cancelled`);
  return true;
}

function cancelled(verb: 'CREATE' | 'UPDATE'): string {
  return verb === 'CREATE' ? 'creation' : 'update';
}

function progressOf({ world, region, stack }: Advancing, resource: StackResourceState): Progress {
  const present = presentResource(resource);
  const { progress } = resourceType(resource.type);
  if (present === undefined || progress === undefined) {
    return { state: 'done', physicalId: resource.physicalId ?? resource.logicalId };
  }
  return progress(resourceRequest(world, region, stack, resource), present);
}
