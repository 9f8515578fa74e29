import type { Operations } from '../wire/service.ts';
import { associateAccessPolicy } from './operations/associate-access-policy.ts';
import { createAccessEntry } from './operations/create-access-entry.ts';
import { createAddon } from './operations/create-addon.ts';
import { createCluster } from './operations/create-cluster.ts';
import { createFargateProfile } from './operations/create-fargate-profile.ts';
import { createNodegroup } from './operations/create-nodegroup.ts';
import { createPodIdentityAssociation } from './operations/create-pod-identity-association.ts';
import { deleteAccessEntry } from './operations/delete-access-entry.ts';
import { deleteAddon } from './operations/delete-addon.ts';
import { deleteCluster } from './operations/delete-cluster.ts';
import { deleteFargateProfile } from './operations/delete-fargate-profile.ts';
import { deleteNodegroup } from './operations/delete-nodegroup.ts';
import { deletePodIdentityAssociation } from './operations/delete-pod-identity-association.ts';
import { describeAccessEntry } from './operations/describe-access-entry.ts';
import { describeAddon } from './operations/describe-addon.ts';
import { describeAddonConfiguration } from './operations/describe-addon-configuration.ts';
import { describeAddonVersions } from './operations/describe-addon-versions.ts';
import { describeCluster } from './operations/describe-cluster.ts';
import { describeClusterVersions } from './operations/describe-cluster-versions.ts';
import { describeFargateProfile } from './operations/describe-fargate-profile.ts';
import { describeNodegroup } from './operations/describe-nodegroup.ts';
import { describePodIdentityAssociation } from './operations/describe-pod-identity-association.ts';
import { describeUpdate } from './operations/describe-update.ts';
import { disassociateAccessPolicy } from './operations/disassociate-access-policy.ts';
import { listAccessEntries } from './operations/list-access-entries.ts';
import { listAccessPolicies } from './operations/list-access-policies.ts';
import { listAddons } from './operations/list-addons.ts';
import { listAssociatedAccessPolicies } from './operations/list-associated-access-policies.ts';
import { listClusters } from './operations/list-clusters.ts';
import { listFargateProfiles } from './operations/list-fargate-profiles.ts';
import { listInsights } from './operations/list-insights.ts';
import { listNodegroups } from './operations/list-nodegroups.ts';
import { listPodIdentityAssociations } from './operations/list-pod-identity-associations.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listUpdates } from './operations/list-updates.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAccessEntry } from './operations/update-access-entry.ts';
import { updateAddon } from './operations/update-addon.ts';
import { updateClusterConfig } from './operations/update-cluster-config.ts';
import { updateClusterVersion } from './operations/update-cluster-version.ts';
import { updateNodegroupConfig } from './operations/update-nodegroup-config.ts';
import { updateNodegroupVersion } from './operations/update-nodegroup-version.ts';
import { updatePodIdentityAssociation } from './operations/update-pod-identity-association.ts';

/** Every operation of EKS that the sandbox serves. */
export const eksOperations: Operations = {
  ListClusters: listClusters,
  DescribeCluster: describeCluster,
  DescribeClusterVersions: describeClusterVersions,
  UpdateClusterConfig: updateClusterConfig,
  UpdateClusterVersion: updateClusterVersion,
  CreateCluster: createCluster,
  DeleteCluster: deleteCluster,
  CreateNodegroup: createNodegroup,
  UpdateNodegroupConfig: updateNodegroupConfig,
  UpdateNodegroupVersion: updateNodegroupVersion,
  DeleteNodegroup: deleteNodegroup,
  CreateFargateProfile: createFargateProfile,
  DeleteFargateProfile: deleteFargateProfile,
  ListNodegroups: listNodegroups,
  DescribeNodegroup: describeNodegroup,
  ListFargateProfiles: listFargateProfiles,
  DescribeFargateProfile: describeFargateProfile,
  ListAddons: listAddons,
  DescribeAddon: describeAddon,
  CreateAddon: createAddon,
  UpdateAddon: updateAddon,
  DeleteAddon: deleteAddon,
  DescribeAddonVersions: describeAddonVersions,
  DescribeAddonConfiguration: describeAddonConfiguration,
  ListUpdates: listUpdates,
  DescribeUpdate: describeUpdate,
  CreatePodIdentityAssociation: createPodIdentityAssociation,
  UpdatePodIdentityAssociation: updatePodIdentityAssociation,
  DescribePodIdentityAssociation: describePodIdentityAssociation,
  DeletePodIdentityAssociation: deletePodIdentityAssociation,
  ListPodIdentityAssociations: listPodIdentityAssociations,
  CreateAccessEntry: createAccessEntry,
  UpdateAccessEntry: updateAccessEntry,
  DescribeAccessEntry: describeAccessEntry,
  DeleteAccessEntry: deleteAccessEntry,
  ListAccessEntries: listAccessEntries,
  AssociateAccessPolicy: associateAccessPolicy,
  DisassociateAccessPolicy: disassociateAccessPolicy,
  ListAssociatedAccessPolicies: listAssociatedAccessPolicies,
  ListAccessPolicies: listAccessPolicies,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
  ListInsights: listInsights,
};
