import type { RunningChange, StackResourceState, StackWork } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { AwsError } from '../../world.ts';
import { presentResource, resourceRequest, resourceType, takeResourceFault } from '../resources/perform.ts';
import type { Advancing } from './begin-resource.ts';
import { reasonOf } from './reason-of.ts';
import { resourceBecomes } from './record-event.ts';

/** Begins to delete every doomed resource that no other doomed one needs. Tells whether anything has moved. */
export function beginDeletions(advancing: Advancing): boolean {
  return readyToGo(advancing)
    .map((doomed) => beginDeletion(advancing, doomed, 'waits'))
    .includes(true);
}

/** Fails what is still in use when nothing else is going any more. Tells whether there was any. */
export function failDeletions(advancing: Advancing): boolean {
  return readyToGo(advancing)
    .map((doomed) => beginDeletion(advancing, doomed, 'fails'))
    .includes(true);
}

function readyToGo({ work }: Advancing): StackResourceState[] {
  return work.doomed.filter(
    (doomed) =>
      doomed.status !== 'DELETE_FAILED' &&
      !work.running.some((change) => doomedWith(work, change) === doomed) &&
      !work.doomed.some((other) => other !== doomed && other.dependsOn.includes(doomed.logicalId)),
  );
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

/**
 * One that something else of the stack still uses, without the template saying so, waits until that is gone, as the
 * handlers of CloudFormation try again: an internet gateway is detached after the NAT gateways that eksctl declares beside it.
 * False if it goes on waiting.
 */
function beginDeletion(advancing: Advancing, doomed: StackResourceState, inUse: 'waits' | 'fails'): boolean {
  const { world, region, stack, work } = advancing;
  const present = presentResource(doomed);
  if (present === undefined || doomed.retain) {
    work.doomed = work.doomed.filter((other) => other !== doomed);
    // AWS writes DELETE_SKIPPED; the resource is out of the stack either way.
    if (present !== undefined) forget(advancing, doomed);
    return true;
  }
  const isWaiting = doomed.status === 'DELETE_IN_PROGRESS';
  if (!isWaiting) tell(advancing, doomed, 'DELETE_IN_PROGRESS');
  let isOrdered = !isWaiting;
  try {
    if (!isWaiting) takeResourceFault(world, 'DELETE', doomed);
    isOrdered = false;
    resourceType(doomed.type).remove(resourceRequest(world, region, stack, doomed), present);
  } catch (error) {
    if (inUse === 'waits' && !isOrdered && isInUse(error)) return false;
    tell(advancing, doomed, 'DELETE_FAILED', reasonOf(error));
    return true;
  }
  work.running.push({
    logicalId: doomed.logicalId,
    physicalId: present.physicalId,
    kind: 'delete',
    readyAt: world.now() + world.state.settings.transitions.stack,
  });
  return true;
}

function isInUse(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'DependencyViolation';
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
