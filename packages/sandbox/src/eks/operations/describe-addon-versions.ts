import type {
  AddonInfo,
  AddonVersionInfo,
  DescribeAddonVersionsRequest,
  DescribeAddonVersionsResponse,
} from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { allVersions, CATALOGUE, type CatalogueAddon, versionsFor } from '../catalogue/index.ts';
import { KUBERNETES_VERSIONS } from '../catalogue/kubernetes-versions.ts';
import { page } from '../pages.ts';

const PUBLISHER = 'eks';
const OWNER = 'aws';

/** Needs no cluster. Compatibilities are those of the version asked for: eksctl reads the first one only. */
export function describeAddonVersions(
  input: DescribeAddonVersionsRequest,
  _call: CallContext,
): DescribeAddonVersionsResponse {
  const { kubernetesVersion, addonName, types, publishers, owners } = input;
  const wanted = CATALOGUE.filter(
    (addon) =>
      (addonName === undefined || addon.name === addonName) &&
      (types === undefined || types.includes(addon.type)) &&
      (publishers === undefined || publishers.includes(PUBLISHER)) &&
      (owners === undefined || owners.includes(OWNER)) &&
      (kubernetesVersion === undefined || versionsFor(addon, kubernetesVersion).length > 0),
  );
  const scope = ['addon-versions', kubernetesVersion, addonName, types?.join(), publishers?.join(), owners?.join()];
  const { items, ...rest } = page(wanted, (addon) => addon.name, scope, input);
  return { addons: items.map((addon) => infoOf(addon, kubernetesVersion)), ...rest };
}

function infoOf(addon: CatalogueAddon, kubernetesVersion: string | undefined): AddonInfo {
  const clusterVersions =
    kubernetesVersion === undefined ? KUBERNETES_VERSIONS.map(({ version }) => version) : [kubernetesVersion];
  const versions = allVersions(addon)
    .map((version) => versionInfo(addon, version, clusterVersions))
    .filter(({ compatibilities }) => compatibilities !== undefined && compatibilities.length > 0);
  return {
    addonName: addon.name,
    type: addon.type,
    addonVersions: versions,
    publisher: PUBLISHER,
    owner: OWNER,
    defaultNamespace: addon.namespace,
  };
}

function versionInfo(addon: CatalogueAddon, version: string, clusterVersions: readonly string[]): AddonVersionInfo {
  return {
    addonVersion: version,
    architecture: [...addon.architectures],
    computeTypes: [...addon.computeTypes],
    compatibilities: clusterVersions
      .filter((clusterVersion) => versionsFor(addon, clusterVersion).includes(version))
      .map((clusterVersion) => ({
        clusterVersion,
        platformVersions: ['*'],
        defaultVersion: versionsFor(addon, clusterVersion)[0] === version,
      })),
    requiresConfiguration: false,
    requiresIamPermissions: addon.requiresIamPermissions,
  };
}
