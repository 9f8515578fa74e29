import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { nodesChanged } from '../addons/nodes-changed.ts';
import { orderedFailure } from '../ordered-failure.ts';

type FargateGone = Omit<Extract<Transition, { kind: 'fargate-gone' }>, 'at' | 'kind'>;

/** A deletion is through, or has failed because a test ordered it (`DELETE FargateProfile`). */
export function fargateProfileGone(world: World, { region, cluster: clusterName, profile: name }: FargateGone): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const profile = own(cluster?.fargateProfiles, name);
  if (cluster === undefined || profile?.status !== 'DELETING') return;
  const failure = orderedFailure(world, 'DELETE FargateProfile', name);
  if (failure === undefined) delete cluster.fargateProfiles[name];
  else {
    profile.status = 'DELETE_FAILED';
    profile.issues = [failure];
  }
  nodesChanged(world, cluster);
  world.clusterChanged(cluster.arn);
}
