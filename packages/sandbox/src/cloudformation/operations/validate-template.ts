import type { ValidateTemplateInput, ValidateTemplateOutput } from '@aws-sdk/client-cloudformation';
import { neededCapabilities } from '../capabilities.ts';
import { resourceTypes } from '../resources/index.ts';
import { bodyOf } from '../submitted-template.ts';
import { checkTemplate } from '../template/check-template.ts';
import { readTemplate } from '../template/read-template.ts';

export function validateTemplate(input: ValidateTemplateInput): ValidateTemplateOutput {
  const template = readTemplate(bodyOf(input));
  checkTemplate(template, resourceTypes);
  const { capabilities, reason } = neededCapabilities(template);
  return {
    Description: template.description,
    Parameters: Object.entries(template.parameters).map(([name, declaration]) => ({
      ParameterKey: name,
      DefaultValue: declaration.default,
      NoEcho: declaration.noEcho,
      Description: declaration.description,
    })),
    ...(capabilities.length > 0 && {
      Capabilities: capabilities as NonNullable<ValidateTemplateOutput['Capabilities']>,
      CapabilitiesReason: reason,
    }),
  };
}
