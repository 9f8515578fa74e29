import type { ClusterState, UpdateState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import { invalidParameter, resourceNotFound } from '../errors.ts';

/** The part of a cluster whose updates are asked for; neither name means the cluster itself. */
export interface UpdateSubject {
  nodegroupName?: string | undefined;
  addonName?: string | undefined;
}

/** @throws AwsError InvalidParameterException for two parts at once, ResourceNotFoundException for a missing one */
export function checkSubject(cluster: ClusterState, { nodegroupName, addonName }: UpdateSubject): void {
  const clusterName = cluster.name;
  if (nodegroupName !== undefined && addonName !== undefined) {
    throw invalidParameter('Only one of nodegroupName and addonName can be given.', { clusterName });
  }
  if (nodegroupName !== undefined && own(cluster.nodegroups, nodegroupName) === undefined) {
    throw resourceNotFound(`No node group found for name: ${nodegroupName}.`, { clusterName, nodegroupName });
  }
  if (addonName !== undefined && own(cluster.addons, addonName) === undefined) {
    throw resourceNotFound(`No addon: ${addonName} found in cluster: ${clusterName}`, { clusterName, addonName });
  }
}

export function concerns(update: UpdateState, { nodegroupName, addonName }: UpdateSubject): boolean {
  return update.nodegroupName === nodegroupName && update.addonName === addonName;
}
