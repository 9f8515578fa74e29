import type { DescribeChangeSetInput, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { findChangeSet } from '../change-sets/find-change-set.ts';
import { pageOf } from '../pages.ts';
import { changeSetSummary, changeView } from '../views/change-set-view.ts';
import { tagsView } from '../tags.ts';

const PAGE = 100;

export function describeChangeSet(input: DescribeChangeSetInput, call: CallContext): DescribeChangeSetOutput {
  const { stack, changeSet } = findChangeSet(call, input.ChangeSetName, input.StackName);
  const paging = { list: `changes:${changeSet.id}`, token: input.NextToken, size: PAGE };
  const { items, ...rest } = pageOf(changeSet.changes, ({ logicalId }) => logicalId, paging);
  return {
    ...changeSetSummary(stack, changeSet),
    Parameters: Object.entries(changeSet.source.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Capabilities: changeSet.capabilities as NonNullable<DescribeChangeSetOutput['Capabilities']>,
    NotificationARNs: changeSet.notificationArns,
    Tags: tagsView(changeSet.tags),
    Changes: items.map(changeView),
    ...rest,
  };
}
