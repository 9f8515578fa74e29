import type { CreateChangeSetInput, CreateChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { ChangeSetState, StackState } from '../../state/cloudformation-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { checkCapabilities } from '../capabilities.ts';
import { isEmpty, plannedChanges } from '../change-sets/planned-changes.ts';
import { stackBecomes } from '../engine/record-event.ts';
import { noSuchStack, validationError } from '../errors.ts';
import { lookUpStack } from '../find-stack.ts';
import { addStack, newStack } from '../new-stack.ts';
import { checkStackRole } from '../stack-role.ts';
import { submittedSource } from '../submitted-template.ts';
import { readTags } from '../tags.ts';
import { checkUpdatable } from '../updatable-stack.ts';

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Change sets are computed at once: the first DescribeChangeSet finds them complete. */
export function createChangeSet(input: CreateChangeSetInput, call: CallContext): CreateChangeSetOutput {
  const kind = kindOf(input);
  const existing = lookUpStack(call, input.StackName ?? '');
  checkStack(kind, input, existing);
  const name = input.ChangeSetName ?? '';
  const twin = Object.values(existing?.changeSets ?? {}).find(
    (other) => other.name === name && other.status !== 'DELETE_COMPLETE',
  );
  if (twin !== undefined && existing !== undefined) {
    if (twin.token !== undefined && twin.token === input.ClientToken) return { Id: twin.id, StackId: existing.id };
    throw new AwsError(
      'AlreadyExistsException',
      400,
      `ChangeSet ${name} cannot be created due to a mismatch with existing attribute`,
    );
  }
  const previous = existing?.status === 'REVIEW_IN_PROGRESS' ? undefined : existing;
  const { template, parameters, read } = submittedSource(input, previous);
  checkCapabilities(read, input.Capabilities);
  checkStackRole(call, input.RoleARN);
  const tags = input.Tags === undefined ? (existing?.tags ?? []) : readTags(input.Tags);
  const stack = existing ?? reviewedStack(call, input.StackName ?? '', { template, parameters });
  const planned = plannedChanges(call, stack.status === 'REVIEW_IN_PROGRESS' ? { ...stack, resources: {} } : stack, {
    ...{ template, parameters, tags },
  });
  const { account, partition } = call.world.state;
  const empty = kind === 'UPDATE' && isEmpty(planned);
  const changeSet: ChangeSetState = {
    id: `arn:${partition}:cloudformation:${call.region}:${account}:changeSet/${name}/${call.world.uuid()}`,
    ...{ name, kind, tags },
    createdAt: call.world.now(),
    ...(input.Description !== undefined && { description: input.Description }),
    status: empty ? 'FAILED' : 'CREATE_COMPLETE',
    ...(empty && { statusReason: NO_CHANGES }),
    executionStatus: empty ? 'UNAVAILABLE' : 'AVAILABLE',
    source: { template, parameters },
    capabilities: [...(input.Capabilities ?? [])],
    notificationArns: input.NotificationARNs ?? [],
    ...(input.RoleARN !== undefined && { roleArn: input.RoleARN }),
    onFailure: input.OnStackFailure ?? 'ROLLBACK',
    ...(input.ClientToken !== undefined && { token: input.ClientToken }),
    changes: planned.resources,
  };
  stack.changeSets[changeSet.id] = changeSet;
  return { Id: changeSet.id, StackId: stack.id };
}

function kindOf({
  ChangeSetType,
  ImportExistingResources,
  IncludeNestedStacks,
}: CreateChangeSetInput): 'CREATE' | 'UPDATE' {
  if (ChangeSetType === 'IMPORT' || ImportExistingResources)
    throw validationError('The sandbox cannot import resources.');
  if (IncludeNestedStacks) throw validationError('The sandbox has no nested stacks.');
  return ChangeSetType === 'CREATE' ? 'CREATE' : 'UPDATE';
}

function checkStack(
  kind: 'CREATE' | 'UPDATE',
  { StackName }: CreateChangeSetInput,
  stack: StackState | undefined,
): void {
  if (kind === 'CREATE') {
    if (stack !== undefined && stack.status !== 'REVIEW_IN_PROGRESS') {
      throw validationError(`Stack [${stack.name}] already exists and cannot be created again with the changeSet.`);
    }
    return;
  }
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') {
    throw validationError(`Stack [${StackName}] does not exist`);
  }
  if (stack.status === 'REVIEW_IN_PROGRESS') throw noSuchStack(StackName ?? '');
  checkUpdatable(stack);
}

/** A stack that only exists to be looked at until its change set is executed. */
function reviewedStack(
  call: CallContext,
  name: string,
  source: { template: string; parameters: Record<string, string> },
): StackState {
  const stack = newStack(call, name, source);
  addStack(call, stack);
  stackBecomes(call.world, stack, 'REVIEW_IN_PROGRESS', 'User Initiated');
  return stack;
}
