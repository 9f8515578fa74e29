import type { ListFargateProfilesRequest, ListFargateProfilesResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';
import { page } from '../pages.ts';

export function listFargateProfiles(input: ListFargateProfilesRequest, call: CallContext): ListFargateProfilesResponse {
  const cluster = findCluster(call, input.clusterName);
  const names = Object.keys(cluster.fargateProfiles);
  const { items, ...rest } = page(names, (name) => name, ['fargate-profiles', cluster.name], input);
  return { fargateProfileNames: items, ...rest };
}
