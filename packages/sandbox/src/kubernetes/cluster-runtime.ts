import type { ClusterState } from '../state/eks-state.ts';
import type { KubernetesState } from '../state/kubernetes-state.ts';
import type { World } from '../world.ts';
import { rfc3339 } from './objects/time.ts';
import { ObjectStore } from './store/object-store.ts';

/** One cluster while the sandbox runs: its stored objects and what it must know of the rest of the account. */
export class ClusterRuntime {
  readonly world: World;
  readonly arn: string;
  readonly store: ObjectStore;

  constructor(world: World, arn: string) {
    this.world = world;
    this.arn = arn;
    this.store = new ObjectStore(() => this.objects());
  }

  /** The cluster as EKS knows it; undefined once it is deleted. */
  eks(): ClusterState | undefined {
    return findCluster(this.world, this.arn);
  }

  objects(): KubernetesState {
    return (this.world.state.kubernetes[this.arn] ??= { resourceVersion: 1, objects: {} });
  }

  /** When each pod takes its next step, in epoch milliseconds by uid. */
  podDueAt(): Record<string, number> {
    return (this.objects().podDueAt ??= {});
  }

  /** The time in the form in which objects carry it. */
  timestamp(): string {
    return rfc3339(this.world.now());
  }
}

export function findCluster(world: World, arn: string): ClusterState | undefined {
  for (const region of Object.values(world.state.eks)) {
    const found = Object.values(region.clusters).find((cluster) => cluster.arn === arn);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The region that a cluster ARN names. */
export function regionOf(clusterArn: string): string {
  return clusterArn.split(':')[3] ?? '';
}
