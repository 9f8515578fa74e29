import type { CreateNodegroupRequest, CreateNodegroupResponse } from '@aws-sdk/client-eks';
import type { ClusterState, NodegroupState } from '../../state/eks-state.ts';
import { own, put } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { knownSubnets } from '../clusters/check-network.ts';
import { checkServiceRole } from '../clusters/check-service-role.ts';
import { addNodeEntry } from '../access/node-entry.ts';
import {
  type ErrorMembers,
  invalidParameter,
  invalidRequest,
  resourceInUse,
  resourceLimitExceeded,
} from '../errors.ts';
import { findOperableCluster, regionOf } from '../find-cluster.ts';
import { machinesOf } from '../nodegroups/check-machines.ts';
import { checkLabels, scalingOf, taintsOf, updatingOf } from '../nodegroups/check-scaling.ts';
import { releaseOf } from '../nodegroups/release.ts';
import { settleNodegroup } from '../nodegroups/settle-nodegroup.ts';
import { madeBefore, remember } from '../request-token.ts';
import { newTags } from '../tags.ts';
import { nodegroupView } from '../views/nodegroup-view.ts';

const NAME = /^[0-9A-Za-z][A-Za-z0-9\-_]{0,62}$/;
const DEFAULT_QUOTA = 30;
const DEFAULT_SCALING = { min: 1, max: 2, desired: 2 };

/** Begins to make a node group; its nodes join the cluster when it becomes active, after `transitions.nodegroup`. */
export function createNodegroup(input: CreateNodegroupRequest, call: CallContext): CreateNodegroupResponse {
  const { world, region } = call;
  const cluster = findOperableCluster(call, input.clusterName);
  const { nodegroupName: name = '' } = input;
  const members = { clusterName: cluster.name, nodegroupName: name };
  const existing = own(cluster.nodegroups, name);
  if (existing !== undefined && madeBefore(call, input) === existing.arn) {
    return { nodegroup: nodegroupView(cluster, existing) };
  }
  if (existing !== undefined) {
    const message = `NodeGroup already exists with name ${name} and cluster name ${cluster.name}`;
    throw resourceInUse(message, members);
  }
  if (Object.keys(cluster.nodegroups).length >= (regionOf(call).quotas.nodegroupsPerCluster ?? DEFAULT_QUOTA)) {
    throw resourceLimitExceeded('You have reached the maximum number of node groups for this cluster.', members);
  }
  const nodegroup = newNodegroup(input, call, cluster, members);
  put(cluster.nodegroups, name, nodegroup);
  addNodeEntry(call, cluster, nodegroup);
  remember(call, input, nodegroup.arn);
  const takes = world.state.settings.transitions.nodegroup;
  const subject = { region, cluster: cluster.name, nodegroup: name };
  const view = nodegroupView(cluster, nodegroup);
  if (takes > 0) world.schedule({ kind: 'nodegroup-settles', at: world.now() + takes, ...subject });
  else settleNodegroup(world, subject);
  return { nodegroup: view };
}

function newNodegroup(
  input: CreateNodegroupRequest,
  call: CallContext,
  cluster: ClusterState,
  members: ErrorMembers,
): NodegroupState {
  const { nodegroupName: name = '', nodeRole: nodeRoleArn = '', labels = {}, taints = [] } = input;
  if (!NAME.test(name)) {
    throw invalidParameter('The nodegroup name has 1 to 63 letters, digits, hyphens and underscores', members);
  }
  const unknown = (['warmPoolConfig', 'nodeRepairConfig'] as const).find((member) => input[member] !== undefined);
  if (unknown !== undefined) throw invalidRequest(`The sandbox has no ${unknown} of a node group.`, members);
  const scaling = scalingOf(input.scalingConfig, defaultScaling(input), members);
  const machines = machinesOf(input, call, members);
  const version = versionOf(input, cluster, members);
  checkLabels(labels, members);
  checkSubnets(input, call, cluster, members);
  checkServiceRole(call, { arn: nodeRoleArn, service: 'ec2.amazonaws.com', members });
  const now = call.world.now();
  const { partition, account } = call.world.state;
  return {
    name,
    arn: `arn:${partition}:eks:${call.region}:${account}:nodegroup/${cluster.name}/${name}/${call.world.uuid()}`,
    status: 'CREATING',
    createdAt: now,
    modifiedAt: now,
    version,
    releaseVersion: input.releaseVersion ?? releaseOf(version, machines.amiType),
    capacityType: input.capacityType === 'SPOT' ? 'SPOT' : 'ON_DEMAND',
    ...machines,
    subnetIds: [...new Set(input.subnets)],
    nodeRoleArn,
    scaling,
    labels: { ...labels },
    taints: taintsOf(taints, members),
    updating: updatingOf(input.updateConfig, members),
    tags: newTags(input.tags),
  };
}

/** Sizes that are not given follow those that are. */
function defaultScaling({ scalingConfig }: CreateNodegroupRequest): NodegroupState['scaling'] {
  const { minSize, maxSize, desiredSize } = scalingConfig ?? {};
  const desired = desiredSize ?? Math.min(Math.max(minSize ?? DEFAULT_SCALING.desired, 0), maxSize ?? Infinity);
  return {
    desired,
    min: Math.min(DEFAULT_SCALING.min, desired),
    max: Math.max(DEFAULT_SCALING.max, desired, minSize ?? 0),
  };
}

function versionOf({ version }: CreateNodegroupRequest, cluster: ClusterState, members: ErrorMembers): string {
  const asked = version ?? cluster.version;
  const minor = (text: string) => Number(text.split('.')[1]);
  if (!/^1\.\d+$/.test(asked) || minor(asked) > minor(cluster.version) || minor(cluster.version) - minor(asked) > 3) {
    const message = `Requested Nodegroup release version ${asked} is invalid for cluster version ${cluster.version}`;
    throw invalidParameter(message, members);
  }
  return asked;
}

function checkSubnets(
  { subnets = [] }: CreateNodegroupRequest,
  call: CallContext,
  cluster: ClusterState,
  members: ErrorMembers,
): void {
  if (subnets.length === 0) throw invalidParameter('A node group needs at least one subnet', members);
  const foreign = knownSubnets(call, subnets, members).find(({ vpcId }) => vpcId !== cluster.vpc.vpcId);
  if (foreign !== undefined) {
    throw invalidParameter(`Subnet ${foreign.id} is not in the VPC of the cluster, ${cluster.vpc.vpcId}`, members);
  }
}
