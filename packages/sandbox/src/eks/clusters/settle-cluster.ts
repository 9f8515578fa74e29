import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { orderedFailure } from '../ordered-failure.ts';

type ClusterSettles = Pick<Extract<Transition, { kind: 'cluster-settles' }>, 'region' | 'cluster'>;

/**
 * A creation is through once its time is up and its Kubernetes API answers, whichever comes last: both call this.
 * A failure that a test ordered (`CREATE Cluster`) needs no API.
 */
export function settleCluster(world: World, { region, cluster: name }: ClusterSettles, apiAnswers?: boolean): void {
  const cluster = own(own(world.state.eks, region)?.clusters, name);
  if (cluster?.status !== 'CREATING' || cluster.readyAt === undefined || cluster.readyAt > world.now()) return;
  const failure = orderedFailure(world, 'CREATE Cluster', name);
  if (failure !== undefined) {
    cluster.status = 'FAILED';
    cluster.issues = [failure];
    delete cluster.readyAt;
  } else if (apiAnswers ?? world.kubernetesRuns(cluster.arn)) {
    cluster.status = 'ACTIVE';
    delete cluster.readyAt;
  }
}
