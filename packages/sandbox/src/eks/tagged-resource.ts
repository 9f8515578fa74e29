import type { ClusterState } from '../state/eks-state.ts';
import { AwsError, type CallContext } from '../world.ts';
import { regionOf } from './find-cluster.ts';

/**
 * The tags of whatever the ARN names; to be changed in place.
 *
 * @throws AwsError BadRequestException for what is no ARN of EKS, NotFoundException for what does not exist
 */
export function tagsOfResource(call: CallContext, arn: string): Record<string, string> {
  if (!/^arn:aws[a-z-]*:eks:[a-z0-9-]+:\d{12}:[a-z-]+\/.+$/.test(arn)) {
    throw new AwsError('BadRequestException', 400, `Invalid resource ARN: ${arn}`);
  }
  for (const cluster of Object.values(regionOf(call).clusters)) {
    const found = taggedParts(cluster).find((part) => part.arn === arn);
    if (found !== undefined) {
      return found.tags;
    }
  }
  throw new AwsError('NotFoundException', 404, `Resource not found: ${arn}`);
}

function taggedParts(cluster: ClusterState): { arn: string; tags: Record<string, string> }[] {
  const { addons, nodegroups, fargateProfiles, associations, accessEntries } = cluster;
  return [
    cluster,
    ...[addons, nodegroups, fargateProfiles, associations, accessEntries].flatMap((parts) =>
      Object.values<{ arn: string; tags: Record<string, string> }>(parts),
    ),
  ];
}
