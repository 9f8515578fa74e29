import type { Change, ChangeSetSummary } from '@aws-sdk/client-cloudformation';
import type { ChangeSetState, ResourceChangeState, StackState } from '../../state/cloudformation-state.ts';

/** A change set as ListChangeSets shows it; DescribeChangeSet adds to that. */
export function changeSetSummary(stack: StackState, changeSet: ChangeSetState): ChangeSetSummary {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    Description: changeSet.description,
    CreationTime: new Date(changeSet.createdAt),
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    ExecutionStatus: changeSet.executionStatus,
  };
}

export function changeView({
  action,
  logicalId,
  type,
  physicalId,
  replacement,
  properties,
}: ResourceChangeState): Change {
  return {
    Type: 'Resource',
    ResourceChange: {
      Action: action,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Replacement: replacement,
      Scope: action === 'Modify' ? ['Properties'] : [],
      Details: properties.map((name) => ({
        Target: {
          Attribute: 'Properties',
          Name: name,
          RequiresRecreation: replacement === 'True' ? 'Always' : 'Never',
        },
        Evaluation: 'Static',
        ChangeSource: 'DirectModification',
      })),
    },
  };
}
