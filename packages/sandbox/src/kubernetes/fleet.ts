import type { World } from '../world.ts';
import { ClusterRuntime, findCluster } from './cluster-runtime.ts';
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

  clusterChanged(clusterArn: string): void {
    const running = this.#running.get(clusterArn);
    const exists = findCluster(this.#world, clusterArn) !== undefined;
    if (running !== undefined && exists) running.controllers.resync();
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
    const gone = [...this.#running.keys()].filter((arn) => restart || !arns.has(arn));
    await Promise.all(gone.map((arn) => this.#stop(arn)));
    await Promise.all([...arns].filter((arn) => !this.#running.has(arn)).map((arn) => this.#start(arn)));
    for (const arn of Object.keys(this.#world.state.kubernetes)) {
      if (!arns.has(arn)) delete this.#world.state.kubernetes[arn];
    }
  }

  async #start(arn: string): Promise<void> {
    const runtime = new ClusterRuntime(this.#world, arn);
    normalizeObjects(runtime);
    const controllers = new Controllers(runtime);
    const server = await openClusterServer(runtime, this.#guard, () => controllers.settle());
    this.#running.set(arn, { runtime, controllers, server });
    controllers.resync();
  }

  async #stop(arn: string): Promise<void> {
    const running = this.#running.get(arn);
    this.#running.delete(arn);
    running?.controllers.close();
    await running?.server.close();
  }
}
