import type { StackState } from '../state/cloudformation-state.ts';
import { own } from '../state/lookup.ts';
import type { CallContext } from '../world.ts';
import { noSuchStack } from './errors.ts';

/** All stacks of the region that a call was signed for, oldest first, deleted ones included. */
export function stacksOf({ world, region }: CallContext): StackState[] {
  return Object.values(own(world.state.cloudFormation, region)?.stacks ?? {});
}

/** The stack of an id, also a deleted one; or the living one of a name. @throws AwsError `ValidationError` */
export function stackNamed(call: CallContext, nameOrId: string | undefined): StackState {
  const found = lookUpStack(call, nameOrId ?? '');
  if (found === undefined) throw noSuchStack(nameOrId ?? '');
  return found;
}

export function lookUpStack(call: CallContext, nameOrId: string): StackState | undefined {
  if (nameOrId.startsWith('arn:')) return stacksOf(call).find(({ id }) => id === nameOrId);
  return stacksOf(call).find(({ name, status }) => name === nameOrId && status !== 'DELETE_COMPLETE');
}

/** @throws AwsError `ValidationError` for a stack that is deleted */
export function livingStack(call: CallContext, nameOrId: string | undefined): StackState {
  const stack = stackNamed(call, nameOrId);
  if (stack.status === 'DELETE_COMPLETE') throw noSuchStack(nameOrId ?? '');
  return stack;
}
