import type { ExecuteChangeSetInput, ExecuteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { ChangeSetState, StackState } from '../../state/cloudformation-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { findChangeSet } from '../change-sets/find-change-set.ts';
import { beginCreation, beginUpdate } from '../engine/begin-work.ts';
import { stackPrincipal } from '../stack-role.ts';
import { readTemplate } from '../template/read-template.ts';

/** The stack is being changed when this returns. The other change sets of the stack are void then. */
export function executeChangeSet(input: ExecuteChangeSetInput, call: CallContext): ExecuteChangeSetOutput {
  const { stack, changeSet } = findChangeSet(call, input.ChangeSetName, input.StackName);
  const token = input.ClientRequestToken;
  if (changeSet.executionStatus === 'EXECUTE_COMPLETE' && token !== undefined && token === stack.token) return {};
  if (changeSet.executionStatus !== 'AVAILABLE' || stack.work !== undefined) {
    const problem = `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status}]`;
    throw new AwsError('InvalidChangeSetStatus', 400, problem);
  }
  for (const other of Object.values(stack.changeSets)) {
    if (other.executionStatus === 'AVAILABLE') other.executionStatus = 'OBSOLETE';
  }
  changeSet.executionStatus = 'EXECUTE_COMPLETE';
  if (token === undefined) delete stack.token;
  else stack.token = token;
  if (changeSet.roleArn !== undefined) stack.roleArn = changeSet.roleArn;
  begin(call, stack, changeSet, input.DisableRollback ?? false);
  return {};
}

function begin(call: CallContext, stack: StackState, changeSet: ChangeSetState, disableRollback: boolean): void {
  const { source, tags, capabilities } = structuredClone(changeSet);
  const caller = stackPrincipal(call, stack.roleArn);
  if (changeSet.kind === 'UPDATE') {
    beginUpdate(call.world, call.region, stack, { ...source, tags, capabilities, disableRollback }, caller);
    return;
  }
  const { description } = readTemplate(source.template);
  Object.assign(stack, source, { tags, capabilities, notificationArns: changeSet.notificationArns });
  if (description !== undefined) stack.description = description;
  stack.onFailure = disableRollback ? 'DO_NOTHING' : changeSet.onFailure;
  beginCreation(call.world, call.region, stack, caller);
}
