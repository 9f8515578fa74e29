import type { World } from '../world.ts';
import { settleCluster } from '../eks/clusters/settle-cluster.ts';
import { createClusterKeys } from './certificates.ts';
import { ClusterRuntime, findCluster, regionOf } from './cluster-runtime.ts';
import { Controllers } from './controllers/controllers.ts';
import { listPodCredentials } from './credentials/pod-credentials.ts';
import type { PodCredential } from './credentials/pod-credential.ts';
import type { KubernetesGuard } from './guard.ts';
import { normalizeObjects } from './store/normalize-objects.ts';
import { type ClusterServer, openClusterServer } from './server.ts';

/** Nothing listens there: what a client sees of a cluster without an API. */
const NO_ENDPOINT = 'https://127.0.0.1:1';

interface RunningCluster {
  runtime: ClusterRuntime;
  controllers: Controllers;
  server: ClusterServer;
  createdAt: number;
}

/** The clusters of the state with their listeners and controllers. */
export class Fleet {
  readonly #world: World;
  readonly #guard: KubernetesGuard | undefined;
  readonly #running = new Map<string, RunningCluster>();
  /** Opening and closing happen one after the other. */
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(world: World, guard: KubernetesGuard | undefined) {
    this.#world = world;
    this.#guard = guard;
  }

  endpoint(clusterArn: string): string {
    const port = this.#running.get(clusterArn)?.server.port;
    return port === undefined ? NO_ENDPOINT : `https://127.0.0.1:${port}`;
  }

  runs(clusterArn: string): boolean {
    return this.#running.has(clusterArn);
  }

  clusterChanged(clusterArn: string): void {
    const running = this.#running.get(clusterArn);
    const cluster = findCluster(this.#world, clusterArn);
    const exists = cluster !== undefined;
    if (running !== undefined && cluster?.createdAt === running.createdAt) running.controllers.resync();
    else if (exists || running !== undefined) {
      this.#later(() => this.#match(false)).catch((error: unknown) => {
        process.emitWarning(`The Kubernetes API of ${clusterArn} could not be started or stopped: ${String(error)}`);
      });
    }
  }

  reconcile(clusterArn: string): void {
    this.#running.get(clusterArn)?.controllers.settle();
  }

  podCredentials(clusterArn: string): PodCredential[] {
    const running = this.#running.get(clusterArn);
    return running === undefined ? [] : listPodCredentials(running.runtime);
  }

  /** Starts every cluster of the state anew: the state may be another one. */
  sync(): Promise<void> {
    return this.#later(() => this.#match(true));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#work.catch(() => undefined);
    await Promise.all([...this.#running.keys()].map((arn) => this.#stop(arn)));
  }

  #later(work: () => Promise<void>): Promise<void> {
    const next = this.#work.then(() => (this.#closed ? undefined : work()));
    // A failure belongs to whoever asked for it, not to the next in line.
    this.#work = next.catch(() => undefined);
    return next;
  }

  async #match(restart: boolean): Promise<void> {
    const wanted = Object.values(this.#world.state.eks).flatMap((region) => Object.values(region.clusters));
    const arns = new Set(wanted.map((cluster) => cluster.arn));
    const createdAt = new Map(wanted.map((cluster) => [cluster.arn, cluster.createdAt]));
    // One that was deleted and made again has the same ARN and nothing else in common.
    const gone = [...this.#running].flatMap(([arn, running]) =>
      restart || createdAt.get(arn) !== running.createdAt ? [arn] : [],
    );
    await Promise.all(gone.map((arn) => this.#stop(arn)));
    if (!restart) for (const arn of gone) delete this.#world.state.kubernetes[arn];
    await Promise.all([...arns].filter((arn) => !this.#running.has(arn)).map((arn) => this.#start(arn)));
    for (const arn of Object.keys(this.#world.state.kubernetes)) {
      if (!arns.has(arn)) delete this.#world.state.kubernetes[arn];
    }
  }

  async #start(arn: string): Promise<void> {
    const eks = findCluster(this.#world, arn);
    if (eks === undefined) return;
    if (eks.certificateAuthority.certificatePem === '') Object.assign(eks, await createClusterKeys(eks.name));
    // While keys were made the cluster may have gone, or another one come in its place.
    if (findCluster(this.#world, arn) !== eks) return;
    const runtime = new ClusterRuntime(this.#world, arn);
    normalizeObjects(runtime);
    const controllers = new Controllers(runtime);
    const server = await openClusterServer(runtime, this.#guard, () => controllers.settle());
    this.#running.set(arn, { runtime, controllers, server, createdAt: eks.createdAt });
    settleCluster(this.#world, { region: regionOf(arn), cluster: eks.name }, true);
    controllers.resync();
    for (const association of Object.values(eks.associations)) {
      if (association.afterFirstPods) association.visibleAt = this.#world.now();
      delete association.afterFirstPods;
    }
  }

  async #stop(arn: string): Promise<void> {
    const running = this.#running.get(arn);
    this.#running.delete(arn);
    running?.controllers.close();
    await running?.server.close();
  }
}
