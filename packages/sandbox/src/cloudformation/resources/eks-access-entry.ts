import type { CreateAccessEntryRequest, UpdateAccessEntryRequest } from '@aws-sdk/client-eks';
import { associateAccessPolicy } from '../../eks/operations/associate-access-policy.ts';
import { createAccessEntry } from '../../eks/operations/create-access-entry.ts';
import { deleteAccessEntry } from '../../eks/operations/delete-access-entry.ts';
import { disassociateAccessPolicy } from '../../eks/operations/disassociate-access-policy.ts';
import { updateAccessEntry } from '../../eks/operations/update-access-entry.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { apiInput, clusterOf, eksArn, tagsInput } from './eks-input.ts';
import { perform, permitted } from './permitted.ts';
import { object, objects, tagsOf, text } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** An access entry with its access policies. */
export const eksAccessEntry: ResourceType = {
  required: ['ClusterName', 'PrincipalArn'],
  optional: ['AccessPolicies', 'KubernetesGroups', 'Tags', 'Type', 'Username'],
  attributes: ['AccessEntryArn'],
  replacing: ['ClusterName', 'PrincipalArn', 'Type'],
  create(request) {
    const { AccessPolicies: _, Tags: __, ...rest } = request.properties;
    const { cluster, principalArn } = subject(request);
    const call = permitted(request, 'CreateAccessEntry', eksArn(request, `cluster/${cluster}`));
    perform(
      createAccessEntry,
      { ...apiInput(rest), ...tagsInput(tagsOf(request)) } as unknown as CreateAccessEntryRequest,
      call,
    );
    try {
      setPolicies(request, call);
    } catch (error) {
      // An entry that was refused a policy has not been made.
      perform(deleteAccessEntry, { clusterName: cluster, principalArn }, call);
      throw error;
    }
    return { physicalId: `${principalArn}|${cluster}`, attributes: { AccessEntryArn: entryOf(request)?.arn ?? '' } };
  },
  update(request, { physicalId }) {
    const { AccessPolicies: _, Tags: __, Type: ___, ...rest } = request.properties;
    const entry = entryOf(request);
    const call = permitted(request, 'UpdateAccessEntry', entry?.arn ?? '*');
    perform(updateAccessEntry, apiInput(rest) as unknown as UpdateAccessEntryRequest, call);
    setPolicies(request, call);
    if (entry !== undefined) entry.tags = tagsOf(request);
    return { physicalId };
  },
  remove(request) {
    const entry = entryOf(request);
    if (entry === undefined) return;
    const { cluster: clusterName, principalArn } = subject(request);
    perform(deleteAccessEntry, { clusterName, principalArn }, permitted(request, 'DeleteAccessEntry', entry.arn));
  },
};

function subject({ properties }: ResourceRequest) {
  return { cluster: text(properties, 'ClusterName'), principalArn: text(properties, 'PrincipalArn') };
}

function entryOf(request: ResourceRequest) {
  const { cluster, principalArn } = subject(request);
  return own(clusterOf(request, cluster)?.accessEntries, principalArn);
}

function setPolicies(request: ResourceRequest, call: CallContext): void {
  const { cluster: clusterName, principalArn } = subject(request);
  const wanted = objects(request.properties, 'AccessPolicies');
  const arns = wanted.map((policy) => text(policy, 'PolicyArn'));
  const gone = entryOf(request)?.policies.filter(({ policyArn }) => !arns.includes(policyArn)) ?? [];
  for (const { policyArn } of gone) perform(disassociateAccessPolicy, { clusterName, principalArn, policyArn }, call);
  for (const policy of wanted) {
    const policyArn = text(policy, 'PolicyArn');
    const accessScope = apiInput(object(policy, 'AccessScope') ?? {});
    perform(associateAccessPolicy, { clusterName, principalArn, policyArn, accessScope }, call);
  }
}
