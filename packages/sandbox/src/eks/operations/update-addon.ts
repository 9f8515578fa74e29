import type { UpdateAddonRequest, UpdateAddonResponse } from '@aws-sdk/client-eks';
import type { AddonState, UpdateState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { checkAddonAssociations, setAddonAssociations, wantedAssociations } from '../addons/addon-associations.ts';
import { checkConfigurationValues } from '../addons/configuration-values.ts';
import { checkSettled, chosenVersion, findAddon, findInCatalogue } from '../addons/find-addon.ts';
import { checkServiceAccountRole } from '../addons/irsa-role.ts';
import { startAddonChange } from '../addons/start-addon-change.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';
import { addUpdate } from '../updates/add-update.ts';
import { updateView } from '../views/update-view.ts';

/**
 * podIdentityAssociations: omitted, they stay; empty, the owned ones are deleted; else they are replaced.
 * serviceAccountRoleArn: omitted, it is dropped. addonVersion and configurationValues: omitted, they stay.
 */
export function updateAddon(input: UpdateAddonRequest, call: CallContext): UpdateAddonResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const addon = findAddon(cluster, input.addonName);
  const before = own(cluster.updates, madeBefore(call, input) ?? '');
  if (before !== undefined) {
    return { update: updateView(before) };
  }
  checkSettled(cluster, addon, 'updated');
  const catalogue = findInCatalogue(cluster, addon.name);
  const version =
    input.addonVersion === undefined ? addon.version : chosenVersion(cluster, catalogue, input.addonVersion);
  checkConfigurationValues(catalogue, input.configurationValues);
  checkServiceAccountRole(call, cluster, input.serviceAccountRoleArn);
  const { namespace, associationIds: owned } = addon;
  const wanted = input.podIdentityAssociations && wantedAssociations(input.podIdentityAssociations);
  if (wanted !== undefined) {
    checkAddonAssociations(call, { cluster, catalogue, version, namespace, wanted, owned });
  }

  change(addon, input, version);
  if (wanted !== undefined) {
    setAddonAssociations(call, cluster, addon, wanted);
  }
  addon.modifiedAt = call.world.now();
  addon.status = 'UPDATING';
  const takes = call.world.state.settings.transitions.addon;
  const update = addUpdate(call, cluster, {
    type: 'AddonUpdate',
    params: paramsOf(input, version),
    addonName: addon.name,
    takes,
  });
  startAddonChange(call, cluster, addon);
  remember(call, input, update.id);
  return { update: updateView(update) };
}

function change(addon: AddonState, input: UpdateAddonRequest, version: string): void {
  addon.version = version;
  if (input.configurationValues !== undefined) {
    addon.configurationValues = input.configurationValues;
  }
  if (input.serviceAccountRoleArn === undefined) {
    delete addon.serviceAccountRoleArn;
  } else {
    addon.serviceAccountRoleArn = input.serviceAccountRoleArn;
  }
}

function paramsOf(input: UpdateAddonRequest, version: string): UpdateState['params'] {
  const associations = input.podIdentityAssociations;
  const values: [type: string, value: string | undefined][] = [
    ['AddonVersion', version],
    ['ServiceAccountRoleArn', input.serviceAccountRoleArn],
    ['ResolveConflicts', input.resolveConflicts],
    ['ConfigurationValues', input.configurationValues],
    ['PodIdentityAssociations', associations && JSON.stringify(associations)],
  ];
  return values.flatMap(([type, value]) => (value === undefined ? [] : [{ type, value }]));
}
