import type { DeleteStackInput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { beginDeletion } from '../engine/begin-work.ts';
import { importersOf } from '../engine/exports.ts';
import { validationError } from '../errors.ts';
import { lookUpStack } from '../find-stack.ts';
import { checkStackRole, stackPrincipal } from '../stack-role.ts';

/** What is not there, or being deleted already, is no error. */
export function deleteStack(input: DeleteStackInput, call: CallContext): Record<string, never> {
  const stack = lookUpStack(call, input.StackName ?? '');
  if (stack === undefined || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return {};
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (stack.work !== undefined && stack.work.action !== 'CREATE') {
    throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
  }
  const retained = input.RetainResources ?? [];
  if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
    throw validationError('Invalid operation on stack: RetainResources is only for stacks in DELETE_FAILED state.');
  }
  for (const { exportName } of stack.outputs) {
    const users = exportName === undefined ? [] : importersOf(call.world, call.region, exportName);
    if (users.length > 0) {
      throw validationError(
        `Delete canceled. Cannot delete export ${exportName} as it is in use by ${users.join(', ')}.`,
      );
    }
  }
  checkStackRole(call, input.RoleARN);
  if (input.ClientRequestToken === undefined) delete stack.token;
  else stack.token = input.ClientRequestToken;
  const caller = stackPrincipal(call, input.RoleARN ?? stack.roleArn);
  beginDeletion(call.world, call.region, stack, { caller, retained });
  return {};
}
