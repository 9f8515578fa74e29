import type { ResourceStatus, StackResourceState, StackState, StackStatus } from '../../state/cloudformation-state.ts';
import type { World } from '../../world.ts';

/** Gives a stack a status and writes it down. */
export function stackBecomes(world: World, stack: StackState, status: StackStatus, reason?: string): void {
  stack.status = status;
  if (reason === undefined) delete stack.statusReason;
  else stack.statusReason = reason;
  stack.events.push({
    id: world.uuid(),
    at: world.now(),
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status,
    ...(reason !== undefined && { reason }),
    ...(stack.token !== undefined && { token: stack.token }),
  });
}

/** Gives a resource a status and writes it down. */
export function resourceBecomes(
  world: World,
  stack: StackState,
  resource: StackResourceState,
  status: ResourceStatus,
  reason?: string,
): void {
  resource.status = status;
  resource.changedAt = world.now();
  if (reason === undefined) delete resource.statusReason;
  else resource.statusReason = reason;
  stack.events.push({
    id: `${resource.logicalId}-${status}-${world.uuid()}`,
    at: world.now(),
    logicalId: resource.logicalId,
    physicalId: resource.physicalId ?? '',
    type: resource.type,
    status,
    ...(reason !== undefined && { reason }),
    properties: JSON.stringify(resource.properties),
    ...(stack.token !== undefined && { token: stack.token }),
  });
}
