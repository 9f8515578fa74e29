import type { GetTemplateInput, GetTemplateOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { findChangeSet } from '../change-sets/find-change-set.ts';
import { validationError } from '../errors.ts';
import { stackNamed } from '../find-stack.ts';

/** The text exactly as it was submitted. There are no macros, so the processed template is the same. */
export function getTemplate({ StackName, ChangeSetName }: GetTemplateInput, call: CallContext): GetTemplateOutput {
  const StagesAvailable: GetTemplateOutput['StagesAvailable'] = ['Original', 'Processed'];
  if (ChangeSetName !== undefined) {
    const { changeSet } = findChangeSet(call, ChangeSetName, StackName);
    return { TemplateBody: changeSet.source.template, StagesAvailable };
  }
  if (StackName === undefined) throw validationError('Either StackName or ChangeSetName must be specified.');
  return { TemplateBody: stackNamed(call, StackName).template, StagesAvailable };
}
