import type { CreateFargateProfileRequest, CreateFargateProfileResponse } from '@aws-sdk/client-eks';
import { networksOf } from '../../ec2/region.ts';
import type { FargateProfileState } from '../../state/eks-state.ts';
import { own, put } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { knownSubnets } from '../clusters/check-network.ts';
import { checkServiceRole } from '../clusters/check-service-role.ts';
import { type ErrorMembers, invalidParameter, resourceInUse, resourceLimitExceeded } from '../errors.ts';
import { settleFargateProfile } from '../fargate/settle-fargate-profile.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';
import { newTags } from '../tags.ts';
import { fargateProfileView } from '../views/fargate-profile-view.ts';

const QUOTA = 10;
const MOST_SELECTORS = 5;

/** Begins to make a profile. One at a time is created or deleted in a cluster, as EKS has it. */
export function createFargateProfile(
  input: CreateFargateProfileRequest,
  call: CallContext,
): CreateFargateProfileResponse {
  const { world, region } = call;
  const cluster = findOperableCluster(call, input.clusterName);
  const { fargateProfileName: name = '', podExecutionRoleArn = '', subnets = [] } = input;
  const members = { clusterName: cluster.name, fargateProfileName: name };
  const existing = own(cluster.fargateProfiles, name);
  if (existing !== undefined && madeBefore(call, input) === existing.arn) {
    return { fargateProfile: fargateProfileView(cluster, existing) };
  }
  if (existing !== undefined) throw resourceInUse(`A Fargate Profile already exists with this name: ${name}`, members);
  const others = Object.values(cluster.fargateProfiles);
  const busy = others.find(({ status }) => status === 'CREATING' || status === 'DELETING');
  if (busy !== undefined) {
    throw resourceInUse(`Cannot create Fargate Profile ${name} because ${busy.name} is ${busy.status}`, members);
  }
  if (others.length >= QUOTA) throw resourceLimitExceeded('The cluster has its maximum of Fargate profiles', members);
  const selectors = selectorsOf(input, members);
  checkPrivate(call, subnets, cluster.vpc.vpcId, members);
  checkServiceRole(call, { arn: podExecutionRoleArn, service: 'eks-fargate-pods.amazonaws.com', members });
  const { partition, account } = world.state;
  const profile: FargateProfileState = {
    name,
    arn: `arn:${partition}:eks:${region}:${account}:fargateprofile/${cluster.name}/${name}/${world.uuid()}`,
    status: 'CREATING',
    createdAt: world.now(),
    podExecutionRoleArn,
    subnetIds: subnets,
    selectors,
    tags: newTags(input.tags),
  };
  put(cluster.fargateProfiles, name, profile);
  remember(call, input, profile.arn);
  const view = fargateProfileView(cluster, profile);
  const takes = world.state.settings.transitions.nodegroup;
  const subject = { region, cluster: cluster.name, profile: name };
  if (takes > 0) world.schedule({ kind: 'fargate-settles', at: world.now() + takes, ...subject });
  else settleFargateProfile(world, subject);
  return { fargateProfile: view };
}

function selectorsOf(
  { selectors = [] }: CreateFargateProfileRequest,
  members: ErrorMembers,
): FargateProfileState['selectors'] {
  if (selectors.length === 0 || selectors.length > MOST_SELECTORS) {
    throw invalidParameter(`A Fargate profile has 1 to ${MOST_SELECTORS} selectors`, members);
  }
  return selectors.map(({ namespace = '', labels = {} }) => {
    if (namespace === '') throw invalidParameter('Each selector needs a namespace', members);
    return { namespace, labels: { ...labels } };
  });
}

/** Fargate pods run in private subnets only: those without a route to an internet gateway. */
function checkPrivate(call: CallContext, ids: readonly string[], vpcId: string, members: ErrorMembers): void {
  const tables = Object.values(networksOf(call).routeTables);
  for (const subnet of knownSubnets(call, ids, members)) {
    const table =
      tables.find(({ subnetIds }) => subnetIds.includes(subnet.id)) ??
      tables.find((one) => one.vpcId === subnet.vpcId && one.main);
    if (subnet.vpcId !== vpcId) throw invalidParameter(`Subnet ${subnet.id} is not in the VPC of the cluster`, members);
    if (table?.routes.some(({ gatewayId }) => gatewayId?.startsWith('igw-'))) {
      throw invalidParameter(`Subnet ${subnet.id} provided in Fargate Profile is not a private subnet`, members);
    }
  }
  if (ids.length === 0) throw invalidParameter('A Fargate profile needs at least one subnet', members);
}
