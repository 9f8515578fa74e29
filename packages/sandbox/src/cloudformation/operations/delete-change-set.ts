import type { DeleteChangeSetInput, DeleteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { AwsError, type CallContext } from '../../world.ts';
import { findChangeSet } from '../change-sets/find-change-set.ts';

/** A change set that is not there is no error, if its stack is. */
export function deleteChangeSet(input: DeleteChangeSetInput, call: CallContext): DeleteChangeSetOutput {
  let found;
  try {
    found = findChangeSet(call, input.ChangeSetName, input.StackName);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ChangeSetNotFound') return {};
    throw error;
  }
  const { changeSet } = found;
  if (changeSet.executionStatus === 'EXECUTE_COMPLETE') {
    const problem = `ChangeSet [${changeSet.id}] cannot be deleted after it has been executed`;
    throw new AwsError('InvalidChangeSetStatus', 400, problem);
  }
  changeSet.status = 'DELETE_COMPLETE';
  changeSet.executionStatus = 'UNAVAILABLE';
  return {};
}
