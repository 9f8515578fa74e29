import type { StackSource } from '../state/cloudformation-state.ts';
import { validationError } from './errors.ts';
import { resourceTypes } from './resources/index.ts';
import { checkTemplate } from './template/check-template.ts';
import { type GivenParameter, parameterValues } from './template/parameters.ts';
import { readTemplate } from './template/read-template.ts';
import type { Template } from './template/template.ts';

export interface SubmittedSource {
  TemplateBody?: string;
  TemplateURL?: string;
  UsePreviousTemplate?: boolean;
  Parameters?: GivenParameter[];
}

/**
 * What a caller wants a stack to be made of.
 *
 * @throws AwsError `ValidationError` for a template or parameters that cannot be used
 */
export function submittedSource(input: SubmittedSource, previous?: StackSource): StackSource & { read: Template } {
  const template = input.UsePreviousTemplate && previous ? previous.template : bodyOf(input);
  const read = readTemplate(template);
  checkTemplate(read, resourceTypes);
  const parameters = parameterValues(read, input.Parameters ?? [], previous?.parameters);
  return { template, parameters, read };
}

/** @throws AwsError `ValidationError` without exactly one template, and for one in S3, which the sandbox has not */
export function bodyOf({ TemplateBody, TemplateURL }: SubmittedSource): string {
  if (TemplateURL !== undefined) throw validationError('The sandbox has no S3: give the template as TemplateBody.');
  if (TemplateBody === undefined) throw validationError('Either Template URL or Template Body must be specified.');
  return TemplateBody;
}
