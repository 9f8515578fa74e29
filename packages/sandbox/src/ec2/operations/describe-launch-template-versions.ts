import type { DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResult } from '@aws-sdk/client-ec2';
import type { LaunchTemplateState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { networksOf } from '../region.ts';

/** Of one template, newest first; `$Latest` and `$Default` are versions too. */
export function describeLaunchTemplateVersions(
  input: DescribeLaunchTemplateVersionsRequest,
  call: CallContext,
): DescribeLaunchTemplateVersionsResult {
  const { LaunchTemplateId: id, LaunchTemplateName: name, Versions = [] } = input;
  if ((id === undefined) === (name === undefined)) {
    const message = 'Exactly one of LaunchTemplateId and LaunchTemplateName must be given.';
    throw new AwsError('InvalidParameterCombination', 400, message);
  }
  const template = Object.values(networksOf(call).launchTemplates).find((one) => one.id === id || one.name === name);
  if (template === undefined) {
    const code = id === undefined ? 'InvalidLaunchTemplateName.NotFoundException' : 'InvalidLaunchTemplateId.NotFound';
    throw new AwsError(code, 400, `The specified launch template, ${id ?? name}, does not exist.`);
  }
  const wanted = Versions.map((version) => numberOf(template, version));
  const found = template.versions.filter(({ number }) => wanted.length === 0 || wanted.includes(number));
  return {
    LaunchTemplateVersions: found.toReversed().map(({ number, createdAt, data }) => ({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      VersionNumber: number,
      CreateTime: new Date(createdAt),
      DefaultVersion: number === template.defaultVersion,
      LaunchTemplateData: data,
    })),
  };
}

function numberOf(template: LaunchTemplateState, asked: string): number {
  const latest = template.versions.at(-1)?.number ?? 0;
  const number = asked === '$Latest' ? latest : asked === '$Default' ? template.defaultVersion : Number(asked);
  if (!template.versions.some((version) => version.number === number)) {
    const message = `Could not find the specified version ${asked} for the launch template with ID ${template.id}.`;
    throw new AwsError('InvalidLaunchTemplateId.VersionNotFound', 400, message);
  }
  return number;
}
