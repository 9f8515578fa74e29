import type { DescribeAddonConfigurationRequest, DescribeAddonConfigurationResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { allVersions, catalogueAddon, podIdentityOf } from '../catalogue/index.ts';
import { invalidParameter, resourceNotFound } from '../errors.ts';

/** An empty podIdentityConfiguration means that the version takes no associations. */
export function describeAddonConfiguration(
  input: DescribeAddonConfigurationRequest,
  call: CallContext,
): DescribeAddonConfigurationResponse {
  const { addonName = '', addonVersion = '' } = input;
  const addon = catalogueAddon(addonName);
  if (addon === undefined) {
    throw resourceNotFound(`Addon ${addonName} not found`, { addonName });
  }
  if (!allVersions(addon).includes(addonVersion)) {
    throw invalidParameter(`Addon version specified is not supported: ${addonVersion}`, { addonName });
  }
  const { partition } = call.world.state;
  return {
    addonName,
    addonVersion,
    configurationSchema: JSON.stringify({
      $schema: 'http://json-schema.org/draft-06/schema#',
      title: addonName,
      ...addon.configuration,
    }),
    podIdentityConfiguration: podIdentityOf(addon, addonVersion).map(({ serviceAccount, policies }) => ({
      serviceAccount,
      recommendedManagedPolicies: policies.map((arn) => arn.replace(/^arn:aws:/, `arn:${partition}:`)),
    })),
  };
}
