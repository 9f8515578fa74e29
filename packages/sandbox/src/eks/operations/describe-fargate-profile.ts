import type { DescribeFargateProfileRequest, DescribeFargateProfileResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { resourceNotFound } from '../errors.ts';
import { findCluster } from '../find-cluster.ts';
import { fargateProfileView } from '../views/fargate-profile-view.ts';

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
  return { fargateProfile: fargateProfileView(cluster, profile) };
}
