import { decideAssumeRole } from '../../authorize/index.ts';
import type { HealthIssue, NodegroupState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { nodesChanged } from '../addons/nodes-changed.ts';
import { orderedFailure } from '../ordered-failure.ts';

type NodegroupSettles = Omit<Extract<Transition, { kind: 'nodegroup-settles' }>, 'at' | 'kind'>;

/** A creation is through: the nodes join, unless a test ordered otherwise or their role is useless by now. */
export function settleNodegroup(
  world: World,
  { region, cluster: clusterName, nodegroup: name }: NodegroupSettles,
): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const nodegroup = own(cluster?.nodegroups, name);
  if (cluster === undefined || nodegroup?.status !== 'CREATING') return;
  const failure = orderedFailure(world, 'CREATE Nodegroup', name) ?? roleProblem(world, nodegroup);
  nodegroup.status = failure === undefined ? 'ACTIVE' : 'CREATE_FAILED';
  nodegroup.modifiedAt = world.now();
  if (failure !== undefined) nodegroup.issues = [failure];
  nodesChanged(world, cluster);
  world.clusterChanged(cluster.arn);
}

function roleProblem(world: World, { nodeRoleArn, name }: NodegroupState): HealthIssue | undefined {
  const principal = { service: 'ec2.amazonaws.com' };
  const actions = ['sts:AssumeRole'];
  const decision = decideAssumeRole(world, { roleArn: nodeRoleArn, principal, actions, context: {} });
  if (decision.allowed) return undefined;
  const message = 'Instances failed to join the kubernetes cluster';
  return { code: 'NodeCreationFailure', message, resourceIds: [name] };
}
