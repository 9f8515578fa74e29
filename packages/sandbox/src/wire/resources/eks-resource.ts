import type { ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { type RequestedResource, textMember } from './resource.ts';

/** Operations on the account as a whole. */
const WITHOUT_RESOURCE = new Set([
  'ListClusters',
  'DescribeClusterVersions',
  'DescribeAddonVersions',
  'DescribeAddonConfiguration',
  'ListAccessPolicies',
]);

/** Operations that AWS authorises on the cluster although they name one of its parts: the part does not exist yet. */
const ON_CLUSTER = /^(Create|List)/;

/** EKS's resource of a call, after the service authorization reference. */
export function eksResource(call: CallContext, input: Record<string, unknown>): RequestedResource {
  const requestTags = tagsOf(input['tags']);
  const tagged = textMember(input, 'resourceArn');
  if (tagged !== undefined) {
    return { arn: tagged, requestTags };
  }
  const clusterName = textMember(input, 'clusterName') ?? textMember(input, 'name');
  if (WITHOUT_RESOURCE.has(call.operation) || clusterName === undefined) {
    return { arn: '*' };
  }
  const { partition, account, eks } = call.world.state;
  const prefix = `arn:${partition}:eks:${call.region}:${account}`;
  const cluster = own(eks[call.region]?.clusters, clusterName);
  const part = ON_CLUSTER.test(call.operation) ? undefined : partOf(cluster, clusterName, input, prefix);
  return {
    ...(part ?? { arn: `${prefix}:cluster/${clusterName}`, ...(cluster && { tags: cluster.tags }) }),
    requestTags,
  };
}

/** The part of a cluster that the input names; a part that does not exist has no unique last piece, hence the `*`. */
function partOf(
  cluster: ClusterState | undefined,
  clusterName: string,
  input: Record<string, unknown>,
  prefix: string,
): RequestedResource | undefined {
  const parts = [
    ['associationId', 'podidentityassociation', cluster?.associations],
    ['addonName', 'addon', cluster?.addons],
    ['nodegroupName', 'nodegroup', cluster?.nodegroups],
    ['fargateProfileName', 'fargateprofile', cluster?.fargateProfiles],
    ['principalArn', 'access-entry', cluster?.accessEntries],
  ] as const;
  for (const [member, kind, records] of parts) {
    const name = textMember(input, member);
    if (name !== undefined) {
      const found = own<{ arn: string; tags: Record<string, string> }>(records, name);
      const missing = kind === 'podidentityassociation' ? name : `${name}/*`;
      return found ? { arn: found.arn, tags: found.tags } : { arn: `${prefix}:${kind}/${clusterName}/${missing}` };
    }
  }
  return undefined;
}

function tagsOf(tags: unknown): Record<string, string> {
  return typeof tags === 'object' && tags !== null ? (tags as Record<string, string>) : {};
}
