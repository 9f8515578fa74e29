import type { UpdateStackInput, UpdateStackOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { checkCapabilities } from '../capabilities.ts';
import { isEmpty, plannedChanges } from '../change-sets/planned-changes.ts';
import { beginUpdate } from '../engine/begin-work.ts';
import { validationError } from '../errors.ts';
import { livingStack } from '../find-stack.ts';
import { checkStackRole, stackPrincipal } from '../stack-role.ts';
import { submittedSource } from '../submitted-template.ts';
import { readTags } from '../tags.ts';
import { checkUpdatable } from '../updatable-stack.ts';

/** Tags that are not given stay. A repeated token of the newest update repeats its answer. */
export function updateStack(input: UpdateStackInput, call: CallContext): UpdateStackOutput {
  const stack = livingStack(call, input.StackName);
  const token = input.ClientRequestToken;
  if (token !== undefined && token === stack.token && stack.updatedAt !== undefined) return { StackId: stack.id };
  checkUpdatable(stack);
  const { template, parameters, read } = submittedSource(input, stack);
  checkCapabilities(read, input.Capabilities);
  checkStackRole(call, input.RoleARN);
  const tags = input.Tags === undefined ? stack.tags : readTags(input.Tags);
  if (stack.status !== 'UPDATE_FAILED' && isEmpty(plannedChanges(call, stack, { template, parameters, tags }))) {
    throw validationError('No updates are to be performed.');
  }
  if (token === undefined) delete stack.token;
  else stack.token = token;
  if (input.RoleARN !== undefined) stack.roleArn = input.RoleARN;
  const update = {
    ...{ template, parameters, tags },
    capabilities: [...(input.Capabilities ?? [])],
    disableRollback: input.DisableRollback ?? false,
  };
  beginUpdate(call.world, call.region, stack, update, stackPrincipal(call, stack.roleArn));
  return { StackId: stack.id };
}
