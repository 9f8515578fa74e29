import type { CreatePodIdentityAssociationRequest, UpdatePodIdentityAssociationRequest } from '@aws-sdk/client-eks';
import { createPodIdentityAssociation } from '../../eks/operations/create-pod-identity-association.ts';
import { deletePodIdentityAssociation } from '../../eks/operations/delete-pod-identity-association.ts';
import { updatePodIdentityAssociation } from '../../eks/operations/update-pod-identity-association.ts';
import { AwsError } from '../../world.ts';
import { apiInput, clusterOf, eksArn, tagsInput } from './eks-input.ts';
import { perform, permitted } from './permitted.ts';
import { tagsOf, text } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** An association; another namespace or service account needs another one. */
export const eksPodIdentityAssociation: ResourceType = {
  required: ['ClusterName', 'Namespace', 'RoleArn', 'ServiceAccount'],
  optional: ['DisableSessionTags', 'Policy', 'Tags', 'TargetRoleArn'],
  attributes: ['AssociationArn', 'AssociationId', 'ExternalId'],
  replacing: ['ClusterName', 'Namespace', 'ServiceAccount'],
  create(request) {
    const { Tags: _, ...rest } = request.properties;
    const cluster = text(request.properties, 'ClusterName');
    const call = permitted(request, 'CreatePodIdentityAssociation', eksArn(request, `cluster/${cluster}`));
    const input = {
      ...apiInput(rest),
      ...tagsInput(tagsOf(request)),
    } as unknown as CreatePodIdentityAssociationRequest;
    const { association } = perform(createPodIdentityAssociation, input, call);
    const { associationArn = '', associationId = '', externalId = '' } = association ?? {};
    return {
      physicalId: associationArn,
      attributes: { AssociationArn: associationArn, AssociationId: associationId, ExternalId: externalId },
    };
  },
  update(request, { physicalId }) {
    const association = associationOf(request, physicalId);
    if (association === undefined) {
      throw new AwsError('ResourceNotFoundException', 404, `The association ${physicalId} does not exist`);
    }
    const { Namespace: _, ServiceAccount: __, Tags: ___, ...rest } = request.properties;
    // What the template does not name any more is to go, which the API writes as an empty text.
    const emptied = { policy: '', targetRoleArn: '' };
    const input = { ...emptied, ...apiInput(rest), associationId: association.id };
    const call = permitted(request, 'UpdatePodIdentityAssociation', physicalId);
    if (changes(request))
      perform(updatePodIdentityAssociation, input as unknown as UpdatePodIdentityAssociationRequest, call);
    association.tags = tagsOf(request);
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const association = associationOf(request, physicalId);
    if (association === undefined) return;
    const input = { clusterName: text(request.properties, 'ClusterName'), associationId: association.id };
    perform(deletePodIdentityAssociation, input, permitted(request, 'DeletePodIdentityAssociation', physicalId));
  },
};

/** An update of the API must change something; new tags alone are not one. */
function changes({ previous = {}, properties }: ResourceRequest): boolean {
  const { Tags: _, ...before } = previous;
  const { Tags: __, ...after } = properties;
  return JSON.stringify(before) !== JSON.stringify(after);
}

function associationOf(request: ResourceRequest, arn: string) {
  const cluster = clusterOf(request, text(request.properties, 'ClusterName'));
  return Object.values(cluster?.associations ?? {}).find((association) => association.arn === arn);
}
