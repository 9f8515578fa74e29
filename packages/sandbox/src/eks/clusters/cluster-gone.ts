import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';

type ClusterGone = Extract<Transition, { kind: 'cluster-gone' }>;

/** A deletion is through: the cluster with all that is in it, and the security group that EKS made for it. */
export function clusterGone(world: World, { region, cluster: name }: Omit<ClusterGone, 'at' | 'kind'>): void {
  const clusters = own(world.state.eks, region)?.clusters;
  const cluster = own(clusters, name);
  if (clusters === undefined || cluster?.status !== 'DELETING') return;
  delete clusters[name];
  delete world.state.ec2[region]?.securityGroups[cluster.vpc.clusterSecurityGroupId];
  world.clusterChanged(cluster.arn);
}
