import type { Addon, AddonIssueCode } from '@aws-sdk/client-eks';
import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';

/** An add-on as Describe shows it. Its associations are ARNs. */
export function addonView(cluster: ClusterState, addon: AddonState): Addon {
  const associationArns = addon.associationIds
    .map((id) => own(cluster.associations, id)?.arn)
    .filter((arn) => arn !== undefined);
  return {
    addonName: addon.name,
    clusterName: cluster.name,
    status: addon.status,
    addonVersion: addon.version,
    health: { issues: addon.issues.map((issue) => ({ ...issue, code: issue.code as AddonIssueCode })) },
    addonArn: addon.arn,
    createdAt: new Date(addon.createdAt),
    modifiedAt: new Date(addon.modifiedAt),
    tags: addon.tags,
    namespaceConfig: { namespace: addon.namespace },
    ...(addon.serviceAccountRoleArn !== undefined && { serviceAccountRoleArn: addon.serviceAccountRoleArn }),
    ...(addon.configurationValues !== undefined && { configurationValues: addon.configurationValues }),
    ...(associationArns.length > 0 && { podIdentityAssociations: associationArns }),
  };
}
