import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { nodesChanged } from '../addons/nodes-changed.ts';

type FargateGone = Omit<Extract<Transition, { kind: 'fargate-gone' }>, 'at' | 'kind'>;

export function fargateProfileGone(world: World, { region, cluster: clusterName, profile: name }: FargateGone): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  if (cluster === undefined || own(cluster.fargateProfiles, name)?.status !== 'DELETING') return;
  delete cluster.fargateProfiles[name];
  nodesChanged(world, cluster);
  world.clusterChanged(cluster.arn);
}
