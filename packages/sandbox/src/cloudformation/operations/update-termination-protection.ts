import type {
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { stackNamed } from '../find-stack.ts';

/** A deleted stack, by its id, is no error: there is nothing left to protect. */
export function updateTerminationProtection(
  { StackName, EnableTerminationProtection }: UpdateTerminationProtectionInput,
  call: CallContext,
): UpdateTerminationProtectionOutput {
  const stack = stackNamed(call, StackName);
  stack.terminationProtection = EnableTerminationProtection ?? false;
  return { StackId: stack.id };
}
