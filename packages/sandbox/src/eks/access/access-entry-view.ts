import type { AccessEntry, AccessScopeType, AssociatedAccessPolicy } from '@aws-sdk/client-eks';
import type { AccessEntryState, ClusterState } from '../../state/eks-state.ts';

export function accessEntryView(cluster: ClusterState, entry: AccessEntryState): AccessEntry {
  return {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    kubernetesGroups: entry.kubernetesGroups,
    accessEntryArn: entry.arn,
    createdAt: new Date(entry.createdAt),
    modifiedAt: new Date(entry.modifiedAt),
    tags: entry.tags,
    username: entry.username,
    type: entry.type,
  };
}

export function associatedPolicyView(policy: AccessEntryState['policies'][number]): AssociatedAccessPolicy {
  return {
    policyArn: policy.policyArn,
    accessScope: { type: policy.scope.type satisfies AccessScopeType, namespaces: policy.scope.namespaces },
    associatedAt: new Date(policy.associatedAt),
    modifiedAt: new Date(policy.modifiedAt),
  };
}
