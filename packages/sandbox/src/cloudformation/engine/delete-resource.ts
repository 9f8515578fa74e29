import type { RunningChange, StackResourceState, StackWork } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { presentResource, resourceRequest, resourceType, takeResourceFault } from '../resources/perform.ts';
import type { Advancing } from './begin-resource.ts';
import { reasonOf } from './reason-of.ts';
import { resourceBecomes } from './record-event.ts';

/** Begins to delete every doomed resource that no other doomed one needs. Tells whether there was any. */
export function beginDeletions(advancing: Advancing): boolean {
  const { work } = advancing;
  const ready = work.doomed.filter(
    (doomed) =>
      doomed.status !== 'DELETE_FAILED' &&
      !work.running.some((change) => doomedWith(work, change) === doomed) &&
      !work.doomed.some((other) => other !== doomed && other.dependsOn.includes(doomed.logicalId)),
  );
  for (const doomed of ready) beginDeletion(advancing, doomed);
  return ready.length > 0;
}

/** The doomed resource that a running deletion is about. */
export function doomedWith(work: StackWork, change: RunningChange): StackResourceState | undefined {
  if (change.kind !== 'delete') return undefined;
  return work.doomed.find(
    ({ logicalId, physicalId }) => logicalId === change.logicalId && physicalId === change.physicalId,
  );
}

/** Forgets a doomed resource that is gone. */
export function deletionEnds(advancing: Advancing, doomed: StackResourceState): void {
  advancing.work.doomed = advancing.work.doomed.filter((other) => other !== doomed);
  tell(advancing, doomed, 'DELETE_COMPLETE');
}

function beginDeletion(advancing: Advancing, doomed: StackResourceState): void {
  const { world, region, stack, work } = advancing;
  const present = presentResource(doomed);
  if (present === undefined || doomed.retain) {
    work.doomed = work.doomed.filter((other) => other !== doomed);
    // AWS writes DELETE_SKIPPED; the resource is out of the stack either way.
    if (present !== undefined) forget(advancing, doomed);
    return;
  }
  tell(advancing, doomed, 'DELETE_IN_PROGRESS');
  try {
    takeResourceFault(world, 'DELETE', doomed);
    resourceType(doomed.type).remove(resourceRequest(world, region, stack, doomed), present);
  } catch (error) {
    tell(advancing, doomed, 'DELETE_FAILED', reasonOf(error));
    return;
  }
  work.running.push({
    logicalId: doomed.logicalId,
    physicalId: present.physicalId,
    kind: 'delete',
    readyAt: world.now() + world.state.settings.transitions.stack,
  });
}

/** The event is about the doomed resource; the stack's own record follows as long as it is about the same one. */
function tell(
  advancing: Advancing,
  doomed: StackResourceState,
  status: 'DELETE_IN_PROGRESS' | 'DELETE_COMPLETE' | 'DELETE_FAILED',
  reason?: string,
): void {
  const { world, stack } = advancing;
  resourceBecomes(world, stack, doomed, status, reason);
  const current = own(stack.resources, doomed.logicalId);
  if (current === undefined || current.physicalId !== doomed.physicalId) return;
  if (status === 'DELETE_COMPLETE' && advancing.work.action.startsWith('UPDATE')) {
    delete stack.resources[doomed.logicalId];
    return;
  }
  const { status: _, statusReason: __, ...rest } = current;
  stack.resources[doomed.logicalId] = {
    ...rest,
    status,
    changedAt: doomed.changedAt,
    ...(reason !== undefined && { statusReason: reason }),
  };
}

function forget({ stack }: Advancing, { logicalId, physicalId }: StackResourceState): void {
  if (own(stack.resources, logicalId)?.physicalId === physicalId) delete stack.resources[logicalId];
}
