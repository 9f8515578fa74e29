import type { DescribeLaunchTemplatesRequest, DescribeLaunchTemplatesResult } from '@aws-sdk/client-ec2';
import type { LaunchTemplateState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<LaunchTemplateState> = {
  missing: 'InvalidLaunchTemplateId.NotFound',
  kind: 'launch template',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: { 'launch-template-name': ({ name }) => [name] },
};

export function describeLaunchTemplates(
  input: DescribeLaunchTemplatesRequest,
  call: CallContext,
): DescribeLaunchTemplatesResult {
  const names = input.LaunchTemplateNames ?? [];
  const all = Object.values(networksOf(call).launchTemplates);
  const unknown = names.find((wanted) => !all.some(({ name }) => name === wanted));
  if (unknown !== undefined) {
    const message = `At least one of the launch templates specified in the request does not exist: ${unknown}`;
    throw new AwsError('InvalidLaunchTemplateName.NotFoundException', 400, message);
  }
  const named = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const { items, ...rest } = select(named, selection, {
    ...input,
    ids: input.LaunchTemplateIds,
    filters: input.Filters,
  });
  return {
    LaunchTemplates: items.map((template) => ({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      CreateTime: new Date(template.createdAt),
      DefaultVersionNumber: template.defaultVersion,
      LatestVersionNumber: template.versions.at(-1)?.number,
      Tags: tagList(template.tags),
    })),
    ...rest,
  };
}
