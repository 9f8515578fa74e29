import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import { type CatalogueAddon, catalogueAddon, versionsFor } from '../catalogue/index.ts';
import { invalidParameter, resourceInUse, resourceNotFound } from '../errors.ts';

/** @throws AwsError ResourceNotFoundException */
export function findAddon(cluster: ClusterState, name: string | undefined): AddonState {
  const addon = own(cluster.addons, name ?? '');
  if (addon === undefined) {
    const members = { clusterName: cluster.name, addonName: name ?? '' };
    throw resourceNotFound(`No addon: ${name} found in cluster: ${cluster.name}`, members);
  }
  return addon;
}

/** One change of an add-on at a time. @throws AwsError ResourceInUseException */
export function checkSettled(cluster: ClusterState, addon: AddonState, verb: 'updated' | 'deleted'): void {
  if (addon.status === 'CREATING' || addon.status === 'UPDATING' || addon.status === 'DELETING') {
    const message = `Addon ${addon.name} cannot be ${verb} as it is currently in ${addon.status} state`;
    throw resourceInUse(message, { clusterName: cluster.name, addonName: addon.name });
  }
}

/** @throws AwsError InvalidParameterException for an add-on that does not exist for the cluster's version */
export function findInCatalogue(cluster: ClusterState, name: string | undefined): CatalogueAddon {
  const found = catalogueAddon(name);
  if (found === undefined || versionsFor(found, cluster.version).length === 0) {
    const message = `Addon ${name} specified is not supported in ${cluster.version} kubernetes version`;
    throw invalidParameter(message, { clusterName: cluster.name, addonName: name ?? '' });
  }
  return found;
}

/** The version asked for, or the default one. @throws AwsError InvalidParameterException */
export function chosenVersion(cluster: ClusterState, addon: CatalogueAddon, asked: string | undefined): string {
  const versions = versionsFor(addon, cluster.version);
  const chosen = asked ?? versions[0];
  if (chosen === undefined || !versions.includes(chosen)) {
    const message = `Addon version specified is not supported: ${asked}`;
    throw invalidParameter(message, { clusterName: cluster.name, addonName: addon.name });
  }
  return chosen;
}
