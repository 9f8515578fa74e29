import type { CreateAddonRequest, CreateAddonResponse } from '@aws-sdk/client-eks';
import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { checkAddonAssociations, setAddonAssociations, wantedAssociations } from '../addons/addon-associations.ts';
import { checkConfigurationValues } from '../addons/configuration-values.ts';
import { chosenVersion, findInCatalogue } from '../addons/find-addon.ts';
import { checkServiceAccountRole } from '../addons/irsa-role.ts';
import { startAddonChange } from '../addons/start-addon-change.ts';
import { invalidParameter, resourceInUse } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';
import { newTags } from '../tags.ts';
import { addonView } from '../views/addon-view.ts';

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function createAddon(input: CreateAddonRequest, call: CallContext): CreateAddonResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const { addonName = '' } = input;
  const existing = own(cluster.addons, addonName);
  if (existing !== undefined && madeBefore(call, input) === existing.arn) {
    return { addon: addonView(cluster, existing) };
  }
  if (existing !== undefined && existing.status !== 'CREATE_FAILED') {
    throw resourceInUse('Addon already exists.', { clusterName: cluster.name, addonName });
  }
  const catalogue = findInCatalogue(cluster, addonName);
  const version = chosenVersion(cluster, catalogue, input.addonVersion);
  const namespace = input.namespaceConfig?.namespace ?? catalogue.namespace;
  checkNamespace(cluster, addonName, namespace);
  checkConfigurationValues(catalogue, input.configurationValues);
  checkServiceAccountRole(call, cluster, input.serviceAccountRoleArn);
  const tags = newTags(input.tags);
  const wanted = wantedAssociations(input.podIdentityAssociations ?? []);
  checkAddonAssociations(call, { cluster, catalogue, version, namespace, wanted, owned: [] });

  const addon = newAddon(input, call, cluster, { version, namespace, tags });
  cluster.addons[addonName] = addon;
  cluster.preservedAddons = (cluster.preservedAddons ?? []).filter((name) => name !== addonName);
  setAddonAssociations(call, cluster, addon, wanted);
  startAddonChange(call, cluster, addon);
  remember(call, input, addon.arn);
  return { addon: addonView(cluster, addon) };
}

function checkNamespace(cluster: ClusterState, addonName: string, namespace: string): void {
  if (!NAMESPACE.test(namespace)) {
    const message = `namespaceConfig.namespace is not a valid namespace name: ${namespace}`;
    throw invalidParameter(message, { clusterName: cluster.name, addonName });
  }
}

function newAddon(
  input: CreateAddonRequest,
  { world, region }: CallContext,
  cluster: ClusterState,
  chosen: Pick<AddonState, 'version' | 'namespace' | 'tags'>,
): AddonState {
  const { partition, account } = world.state;
  const { addonName: name = '', serviceAccountRoleArn, configurationValues } = input;
  const now = world.now();
  return {
    name,
    arn: `arn:${partition}:eks:${region}:${account}:addon/${cluster.name}/${name}/${world.uuid()}`,
    ...chosen,
    status: 'CREATING',
    issues: [],
    createdAt: now,
    modifiedAt: now,
    associationIds: [],
    ...(serviceAccountRoleArn !== undefined && { serviceAccountRoleArn }),
    ...(configurationValues !== undefined && { configurationValues }),
  };
}
