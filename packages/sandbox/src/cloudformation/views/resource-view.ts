import type {
  StackEvent,
  StackResource,
  StackResourceDetail,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { StackEventState, StackResourceState, StackState } from '../../state/cloudformation-state.ts';

export function resourceView(stack: StackState, resource: StackResourceState): StackResource {
  return { ...stackOf(stack), ...shared(resource), Timestamp: new Date(resource.changedAt) };
}

export function resourceDetail(stack: StackState, resource: StackResourceState): StackResourceDetail {
  return { ...stackOf(stack), ...shared(resource), LastUpdatedTimestamp: new Date(resource.changedAt), Metadata: '{}' };
}

export function resourceSummary(resource: StackResourceState): StackResourceSummary {
  return { ...shared(resource), LastUpdatedTimestamp: new Date(resource.changedAt) };
}

export function eventView(stack: StackState, event: StackEventState): StackEvent {
  return {
    ...stackOf(stack),
    EventId: event.id,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status as NonNullable<StackEvent['ResourceStatus']>,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties,
    ClientRequestToken: event.token,
  };
}

function stackOf({ id, name }: StackState) {
  return { StackId: id, StackName: name };
}

function shared(resource: StackResourceState) {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}
