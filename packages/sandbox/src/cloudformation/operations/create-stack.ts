import type { CreateStackInput, CreateStackOutput } from '@aws-sdk/client-cloudformation';
import type { StackState } from '../../state/cloudformation-state.ts';
import type { CallContext } from '../../world.ts';
import { checkCapabilities } from '../capabilities.ts';
import { beginCreation } from '../engine/begin-work.ts';
import { alreadyExists, validationError } from '../errors.ts';
import { lookUpStack } from '../find-stack.ts';
import { addStack, newStack } from '../new-stack.ts';
import { checkStackRole, stackPrincipal } from '../stack-role.ts';
import { submittedSource } from '../submitted-template.ts';
import { readTags } from '../tags.ts';

/** A repeated token with the same input gives the stack that it has made. */
export function createStack(input: CreateStackInput, call: CallContext): CreateStackOutput {
  const name = input.StackName ?? '';
  const fingerprint = JSON.stringify(input);
  const existing = lookUpStack(call, name);
  if (existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS') {
    const { token, fingerprint: before } = existing.creation;
    if (token !== undefined && token === input.ClientRequestToken && before === fingerprint) {
      return { StackId: existing.id };
    }
    throw alreadyExists(name);
  }
  if (input.DisableRollback !== undefined && input.OnFailure !== undefined) {
    throw validationError('You can specify either DisableRollback or OnFailure, but not both');
  }
  const { template, parameters, read } = submittedSource(input);
  checkCapabilities(read, input.Capabilities);
  checkStackRole(call, input.RoleARN);
  const stack: StackState = {
    ...newStack(call, name, { template, parameters }),
    ...(read.description !== undefined && { description: read.description }),
    capabilities: [...(input.Capabilities ?? [])],
    tags: readTags(input.Tags),
    notificationArns: input.NotificationARNs ?? [],
    onFailure: input.OnFailure ?? (input.DisableRollback ? 'DO_NOTHING' : 'ROLLBACK'),
    terminationProtection: input.EnableTerminationProtection ?? false,
    ...(input.RoleARN !== undefined && { roleArn: input.RoleARN }),
    ...(input.TimeoutInMinutes !== undefined && { timeoutInMinutes: input.TimeoutInMinutes }),
    creation: { fingerprint, ...(input.ClientRequestToken !== undefined && { token: input.ClientRequestToken }) },
    ...(input.ClientRequestToken !== undefined && { token: input.ClientRequestToken }),
  };
  addStack(call, stack);
  beginCreation(call.world, call.region, stack, stackPrincipal(call, stack.roleArn));
  return { StackId: stack.id };
}
