import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { nodesChanged } from '../addons/nodes-changed.ts';
import { orderedFailure } from '../ordered-failure.ts';

type FargateSettles = Omit<Extract<Transition, { kind: 'fargate-settles' }>, 'at' | 'kind'>;

export function settleFargateProfile(
  world: World,
  { region, cluster: clusterName, profile: name }: FargateSettles,
): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const profile = own(cluster?.fargateProfiles, name);
  if (cluster === undefined || profile?.status !== 'CREATING') return;
  const failed = orderedFailure(world, 'CREATE FargateProfile', name) !== undefined;
  profile.status = failed ? 'CREATE_FAILED' : 'ACTIVE';
  nodesChanged(world, cluster);
  world.clusterChanged(cluster.arn);
}
