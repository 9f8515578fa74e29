import type { ChangeSetState, StackState } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { noSuchChangeSet, validationError } from '../errors.ts';
import { stackNamed, stacksOf } from '../find-stack.ts';

/**
 * A change set by its ARN, or by its name and the stack's. Deleted ones are not found.
 *
 * @throws AwsError `ChangeSetNotFound`; `ValidationError` for a stack that is not there
 */
export function findChangeSet(
  call: CallContext,
  nameOrId: string | undefined,
  stackName: string | undefined,
): { stack: StackState; changeSet: ChangeSetState } {
  const wanted = nameOrId ?? '';
  if (wanted.startsWith('arn:')) {
    for (const stack of stacksOf(call)) {
      const changeSet = own(stack.changeSets, wanted);
      if (changeSet !== undefined && changeSet.status !== 'DELETE_COMPLETE') return { stack, changeSet };
    }
    throw noSuchChangeSet(wanted);
  }
  if (stackName === undefined) {
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const stack = stackNamed(call, stackName);
  const changeSet = Object.values(stack.changeSets).findLast(
    ({ name, status }) => name === wanted && status !== 'DELETE_COMPLETE',
  );
  if (changeSet === undefined) throw noSuchChangeSet(wanted);
  return { stack, changeSet };
}
