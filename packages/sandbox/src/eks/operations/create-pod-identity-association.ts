import type { CreatePodIdentityAssociationRequest, CreatePodIdentityAssociationResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { addAssociation, checkQuota, checkUnique } from '../associations/add-association.ts';
import { associationView } from '../associations/association-view.ts';
import { checkRole, checkRoleArn, requirePassRole } from '../associations/check-role.ts';
import { checkSettings } from '../associations/check-settings.ts';
import { checkNames } from '../associations/names.ts';
import { findOperableCluster, regionOf } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';
import { newTags } from '../tags.ts';

export function createPodIdentityAssociation(
  input: CreatePodIdentityAssociationRequest,
  call: CallContext,
): CreatePodIdentityAssociationResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const before = own(cluster.associations, madeBefore(call, input) ?? '');
  if (before !== undefined) {
    return { association: associationView(cluster, before) };
  }
  const { namespace = '', serviceAccount = '', roleArn = '' } = input;
  const settings = {
    disableSessionTags: input.disableSessionTags ?? false,
    targetRoleArn: input.targetRoleArn === '' ? undefined : input.targetRoleArn,
    policy: input.policy === '' ? undefined : input.policy,
  };
  checkNames(namespace, serviceAccount);
  checkSettings(settings);
  const tags = newTags(input.tags);
  checkRoleArn(call, cluster, roleArn);
  requirePassRole(call, roleArn);
  checkUnique(cluster, namespace, serviceAccount);
  checkQuota(regionOf(call), cluster, 1);
  checkRole(call, { cluster, namespace, serviceAccount, roleArn, disableSessionTags: settings.disableSessionTags });

  const association = addAssociation(call, cluster, { namespace, serviceAccount, roleArn, ...settings, tags });
  remember(call, input, association.id);
  return { association: associationView(cluster, association) };
}
