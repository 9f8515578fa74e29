import { ownNetworksOf } from '../../ec2/region.ts';
import {
  createLaunchTemplate,
  createLaunchTemplateVersion,
  deleteLaunchTemplate,
} from '../../ec2/resources/launch-templates.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { generatedName, object, optionalText, stackMarks, tagsOf } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** A launch template; changed data become a further version. */
export const ec2LaunchTemplate: ResourceType = {
  required: ['LaunchTemplateData'],
  optional: ['LaunchTemplateName', 'TagSpecifications', 'VersionDescription'],
  attributes: ['DefaultVersionNumber', 'LatestVersionNumber', 'LaunchTemplateId'],
  replacing: ['LaunchTemplateName'],
  create(request) {
    const { properties } = request;
    const template = createLaunchTemplate(permitted(request, 'CreateLaunchTemplate'), {
      name: optionalText(properties, 'LaunchTemplateName') ?? generatedName(request, 128),
      data: object(properties, 'LaunchTemplateData') ?? {},
      tags: { ...tagsOf({ ...request, properties: {} }), ...stackMarks(request) },
    });
    return { physicalId: template.id, attributes: { LaunchTemplateId: template.id, ...versions(1) } };
  },
  update(request, { physicalId }) {
    const call = permitted(request, 'CreateLaunchTemplateVersion');
    const data = object(request.properties, 'LaunchTemplateData') ?? {};
    return { physicalId, attributes: versions(createLaunchTemplateVersion(call, physicalId, data)) };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteLaunchTemplate');
    if (own(ownNetworksOf(call).launchTemplates, physicalId) !== undefined) deleteLaunchTemplate(call, physicalId);
  },
};

function versions(newest: number): Record<string, string> {
  return { DefaultVersionNumber: '1', LatestVersionNumber: String(newest) };
}
