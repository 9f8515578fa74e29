import type { AddonPodIdentityAssociations } from '@aws-sdk/client-eks';
import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { addAssociation, checkQuota } from '../associations/add-association.ts';
import { checkRole, checkRoleArn, requirePassRole } from '../associations/check-role.ts';
import { associationOf } from '../associations/find-association.ts';
import { removeAssociation } from '../associations/remove-association.ts';
import { type CatalogueAddon, podIdentityOf } from '../catalogue/index.ts';
import { invalidParameter, resourceInUse } from '../errors.ts';
import { regionOf } from '../find-cluster.ts';

/** An association that an add-on is to own. */
export interface WantedAssociation {
  serviceAccount: string;
  roleArn: string;
}

export interface AssociationPlan {
  cluster: ClusterState;
  catalogue: CatalogueAddon;
  version: string;
  namespace: string;
  wanted: readonly WantedAssociation[];
  /** Ids that the add-on owns so far. */
  owned: readonly string[];
}

/** The request's list without its optional types. */
export function wantedAssociations(list: readonly AddonPodIdentityAssociations[]): WantedAssociation[] {
  return list.map(({ serviceAccount = '', roleArn = '' }) => ({ serviceAccount, roleArn }));
}

/**
 * Everything that can be wrong with the associations that a request wants for an add-on; nothing is changed yet.
 * An association of the same service account that the add-on does not own is not adopted.
 *
 * @throws AwsError InvalidParameterException, AccessDeniedException, ResourceInUseException, ResourceLimitExceeded…
 */
export function checkAddonAssociations(call: CallContext, plan: AssociationPlan): void {
  const { cluster, catalogue, version, namespace, wanted, owned } = plan;
  const members = { clusterName: cluster.name, addonName: catalogue.name };
  const supported = podIdentityOf(catalogue, version).map(({ serviceAccount }) => serviceAccount);
  if (wanted.length > 0 && supported.length === 0) {
    throw invalidParameter(`Pod Identity feature is not supported for addon version ${version}`, members);
  }
  for (const [index, { serviceAccount, roleArn }] of wanted.entries()) {
    if (!supported.includes(serviceAccount)) {
      const message = `Service account ${serviceAccount} in pod identity configuration is not supported for addon ${catalogue.name}`;
      throw invalidParameter(message, members);
    }
    if (wanted.findIndex((other) => other.serviceAccount === serviceAccount) !== index) {
      throw invalidParameter(`Service account ${serviceAccount} is named more than once.`, members);
    }
    checkRoleArn(call, cluster, roleArn);
    requirePassRole(call, roleArn);
    const existing = associationOf(cluster, namespace, serviceAccount);
    if (existing !== undefined && !owned.includes(existing.id)) {
      throw resourceInUse(`Association already exists: ${existing.id}`, members);
    }
    checkRole(call, { cluster, namespace, serviceAccount, roleArn, disableSessionTags: false });
  }
  checkQuota(regionOf(call), cluster, wanted.length - owned.length);
}

/**
 * Makes the add-on own exactly these associations. One that it owns already keeps its id and is set back to what the
 * add-on says: edits past the add-on are overwritten here.
 */
export function setAddonAssociations(
  call: CallContext,
  cluster: ClusterState,
  addon: AddonState,
  wanted: readonly WantedAssociation[],
): void {
  const kept: string[] = [];
  for (const { serviceAccount, roleArn } of wanted) {
    const existing = associationOf(cluster, addon.namespace, serviceAccount);
    if (existing !== undefined) {
      existing.roleArn = roleArn;
      existing.disableSessionTags = false;
      delete existing.targetRoleArn;
      delete existing.externalId;
      delete existing.policy;
      existing.modifiedAt = call.world.now();
      kept.push(existing.id);
    } else {
      const { namespace, arn: ownerArn } = addon;
      const made = { namespace, serviceAccount, roleArn, ownerArn, disableSessionTags: false, tags: {} };
      kept.push(addAssociation(call, cluster, made).id);
    }
  }
  const dropped = addon.associationIds.filter((id) => !kept.includes(id));
  for (const id of dropped) {
    const association = own(cluster.associations, id);
    if (association !== undefined) {
      removeAssociation(call.world, cluster, association);
    }
  }
  addon.associationIds = kept;
  call.world.clusterChanged(cluster.arn);
}
