import type { CreateAddonRequest, UpdateAddonRequest } from '@aws-sdk/client-eks';
import { createAddon } from '../../eks/operations/create-addon.ts';
import { deleteAddon } from '../../eks/operations/delete-addon.ts';
import { updateAddon } from '../../eks/operations/update-addon.ts';
import { own } from '../../state/lookup.ts';
import { apiInput, clusterOf, eksArn, issuesText, tagsInput } from './eks-input.ts';
import { perform, permitted } from './permitted.ts';
import { flag, tagsOf, text } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** An add-on. The stack goes on once it is active. */
export const eksAddon: ResourceType = {
  required: ['AddonName', 'ClusterName'],
  optional: [
    ...['AddonVersion', 'ConfigurationValues', 'NamespaceConfig', 'PodIdentityAssociations', 'PreserveOnDelete'],
    ...['ResolveConflicts', 'ServiceAccountRoleArn', 'Tags'],
  ],
  attributes: ['Arn'],
  replacing: ['AddonName', 'ClusterName', 'NamespaceConfig'],
  create(request) {
    const { cluster, name } = subject(request);
    const { PreserveOnDelete: _, Tags: __, ...rest } = request.properties;
    const call = permitted(request, 'CreateAddon', eksArn(request, `cluster/${cluster}`));
    perform(createAddon, { ...apiInput(rest), ...tagsInput(tagsOf(request)) } as unknown as CreateAddonRequest, call);
    return { physicalId: `${cluster}|${name}`, attributes: { Arn: addonOf(request)?.arn ?? '' } };
  },
  update(request, { physicalId }) {
    const { NamespaceConfig: _, PreserveOnDelete: __, Tags: ___, ...rest } = request.properties;
    const addon = addonOf(request);
    const call = permitted(request, 'UpdateAddon', addon?.arn ?? '*');
    perform(updateAddon, apiInput(rest) as unknown as UpdateAddonRequest, call);
    if (addon !== undefined) addon.tags = tagsOf(request);
    return { physicalId };
  },
  remove(request) {
    const addon = addonOf(request);
    if (addon === undefined || addon.status === 'DELETING') return;
    const { cluster: clusterName, name: addonName } = subject(request);
    const preserve = flag(request.properties, 'PreserveOnDelete') ?? false;
    perform(deleteAddon, { clusterName, addonName, preserve }, permitted(request, 'DeleteAddon', addon.arn));
  },
  progress(request, { physicalId }) {
    const addon = addonOf(request);
    if (addon?.status === 'CREATING' || addon?.status === 'UPDATING') return { state: 'waiting' };
    if (addon?.status === 'ACTIVE') return { state: 'done', physicalId };
    return { state: 'failed', reason: issuesText('Addon', addon?.status ?? 'gone', addon?.issues) };
  },
  gone: (request) => addonOf(request) === undefined,
};

function subject({ properties }: ResourceRequest) {
  return { cluster: text(properties, 'ClusterName'), name: text(properties, 'AddonName') };
}

function addonOf(request: ResourceRequest) {
  const { cluster, name } = subject(request);
  return own(clusterOf(request, cluster)?.addons, name);
}
