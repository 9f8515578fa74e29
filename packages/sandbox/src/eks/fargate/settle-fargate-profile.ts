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
  const failure = orderedFailure(world, 'CREATE FargateProfile', name);
  profile.status = failure === undefined ? 'ACTIVE' : 'CREATE_FAILED';
  if (failure !== undefined) profile.issues = [failure];
  nodesChanged(world, cluster);
  world.clusterChanged(cluster.arn);
}
