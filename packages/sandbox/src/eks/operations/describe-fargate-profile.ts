import type { DescribeFargateProfileRequest, DescribeFargateProfileResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { resourceNotFound } from '../errors.ts';
import { findCluster } from '../find-cluster.ts';

export function describeFargateProfile(
  input: DescribeFargateProfileRequest,
  call: CallContext,
): DescribeFargateProfileResponse {
  const cluster = findCluster(call, input.clusterName);
  const { fargateProfileName = '' } = input;
  const profile = own(cluster.fargateProfiles, fargateProfileName);
  if (profile === undefined) {
    const members = { clusterName: cluster.name, fargateProfileName };
    throw resourceNotFound(`No Fargate Profile found with name: ${fargateProfileName}.`, members);
  }
  return {
    fargateProfile: {
      fargateProfileName: profile.name,
      fargateProfileArn: profile.arn,
      clusterName: cluster.name,
      createdAt: new Date(profile.createdAt),
      podExecutionRoleArn: profile.podExecutionRoleArn,
      subnets: profile.subnetIds,
      selectors: profile.selectors,
      status: profile.status,
      tags: profile.tags,
      health: { issues: [] },
    },
  };
}
