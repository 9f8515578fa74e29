import type { FargateProfile, FargateProfileIssueCode } from '@aws-sdk/client-eks';
import type { ClusterState, FargateProfileState } from '../../state/eks-state.ts';

export function fargateProfileView(cluster: ClusterState, profile: FargateProfileState): FargateProfile {
  return {
    fargateProfileName: profile.name,
    fargateProfileArn: profile.arn,
    clusterName: cluster.name,
    createdAt: new Date(profile.createdAt),
    podExecutionRoleArn: profile.podExecutionRoleArn,
    subnets: profile.subnetIds,
    selectors: profile.selectors,
    status: profile.status,
    tags: profile.tags,
    health: {
      issues: (profile.issues ?? []).map(({ code, ...issue }) => ({ ...issue, code: code as FargateProfileIssueCode })),
    },
  };
}
