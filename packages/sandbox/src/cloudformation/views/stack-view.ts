import type { Stack, StackSummary } from '@aws-sdk/client-cloudformation';
import type { StackState } from '../../state/cloudformation-state.ts';
import { readTemplate } from '../template/read-template.ts';
import { tagsView } from '../tags.ts';

const NOT_CHECKED = { StackDriftStatus: 'NOT_CHECKED' } as const;

/** A stack as DescribeStacks shows it. */
export function stackView(stack: StackState): Stack {
  const { timeoutInMinutes, roleArn } = stack;
  return {
    ...shared(stack),
    Description: stack.description,
    Parameters: parametersView(stack),
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: stack.notificationArns,
    Capabilities: stack.capabilities as NonNullable<Stack['Capabilities']>,
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    Tags: tagsView(stack.tags),
    EnableTerminationProtection: stack.terminationProtection,
    ...(timeoutInMinutes !== undefined && { TimeoutInMinutes: timeoutInMinutes }),
    ...(roleArn !== undefined && { RoleARN: roleArn }),
  };
}

/** A stack as ListStacks shows it. */
export function stackSummary(stack: StackState): StackSummary {
  return { ...shared(stack), TemplateDescription: stack.description };
}

function shared(stack: StackState) {
  const { id, name, createdAt, updatedAt, deletedAt, status, statusReason } = stack;
  return {
    StackId: id,
    StackName: name,
    CreationTime: new Date(createdAt),
    ...(updatedAt !== undefined && { LastUpdatedTime: new Date(updatedAt) }),
    ...(deletedAt !== undefined && { DeletionTime: new Date(deletedAt) }),
    StackStatus: status,
    StackStatusReason: statusReason,
    DriftInformation: NOT_CHECKED,
  };
}

/** Values of parameters that must not be echoed are hidden. */
function parametersView({ template, parameters }: StackState): NonNullable<Stack['Parameters']> {
  if (Object.keys(parameters).length === 0) return [];
  const declared = readTemplate(template).parameters;
  return Object.entries(parameters).map(([name, value]) => ({
    ParameterKey: name,
    ParameterValue: declared[name]?.noEcho ? '****' : value,
  }));
}
