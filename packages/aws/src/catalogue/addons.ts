import {
  type AddonInfo,
  type AddonVersionInfo,
  DescribeAddonConfigurationCommand,
  DescribeAddonVersionsCommand,
} from '@aws-sdk/client-eks';
import {
  AddonVersionDetail,
  CatalogueAddon,
  type CatalogueAddonVersion,
  type CataloguePort,
  hasCode,
  PodpassError,
} from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import type { EksCaller } from '../eks/regions.ts';
import { conforming, pageToken, required, requiredList } from '../errors/answer.ts';

export function addonReads(
  callerOf: (region: string) => EksCaller,
): Pick<CataloguePort, 'listAddons' | 'describeAddonVersion'> {
  return {
    async listAddons(region, kubernetesVersion, { signal } = {}) {
      const call = callerOf(region);
      const addons = await collect(
        pages((nextToken) =>
          call(
            new DescribeAddonVersionsCommand({ kubernetesVersion, nextToken, maxResults: 100 }),
            (output) => ({
              items: requiredList(output.addons, 'addons').map((addon) => readAddon(addon, kubernetesVersion)),
              next: pageToken(output.nextToken),
            }),
            { signal },
          ),
        ),
      );
      return addons.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
    },

    async describeAddonVersion(region, { name, version }, { signal } = {}) {
      const call = callerOf(region);
      try {
        return await call(
          new DescribeAddonConfigurationCommand({ addonName: name, addonVersion: version }),
          ({ configurationSchema, podIdentityConfiguration }) =>
            conforming(
              AddonVersionDetail,
              {
                configurationSchema: configurationSchema || null,
                podIdentity: requiredList(podIdentityConfiguration ?? [], 'podIdentityConfiguration').map((wanted) => ({
                  serviceAccount: required(wanted.serviceAccount, 'podIdentityConfiguration.serviceAccount'),
                  recommendedManagedPolicies: wanted.recommendedManagedPolicies ?? [],
                })),
              },
              'add-on configuration',
            ),
          { signal },
        );
      } catch (error) {
        // An unknown add-on is not found, an unknown version is an invalid parameter; there is no other one in this call.
        const unknown = hasCode(error, 'aws-not-found') || hasCode(error, 'aws-invalid-request');
        if (!unknown) throw error;
        throw new PodpassError('addon-version-not-found', { region, addon: name, version }, { cause: error });
      }
    },
  };
}

function readAddon(answer: AddonInfo, kubernetesVersion: string): CatalogueAddon {
  const read: CatalogueAddon = {
    name: required(answer.addonName, 'addons.addonName'),
    type: answer.type ?? '',
    publisher: answer.publisher ?? '',
    owner: answer.owner ?? '',
    defaultNamespace: answer.defaultNamespace,
    versions: requiredList(answer.addonVersions, 'addons.addonVersions').map((version) =>
      readVersion(version, kubernetesVersion),
    ),
  };
  return conforming(CatalogueAddon, read, 'add-on');
}

function readVersion(answer: AddonVersionInfo, kubernetesVersion: string): CatalogueAddonVersion {
  const compatibility = answer.compatibilities?.find(({ clusterVersion }) => clusterVersion === kubernetesVersion);
  return {
    version: required(answer.addonVersion, 'addonVersions.addonVersion'),
    default: compatibility?.defaultVersion ?? false,
    compatible: compatibility !== undefined,
    requiresConfiguration: answer.requiresConfiguration ?? false,
    requiresIamPermissions: answer.requiresIamPermissions ?? false,
    computeTypes: answer.computeTypes ?? [],
    architectures: answer.architecture ?? [],
  };
}
