import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Controlled, CONTROLS_PREFIX, serveControls } from './controls/index.ts';
import { startKubernetes } from './kubernetes/index.ts';
import { serviceTable } from './services.ts';
import type { SandboxState } from './state/sandbox-state.ts';
import { guard, newTraffic } from './traffic/guard.ts';
import { listen } from './wire/listen.ts';
import { routeByScope } from './wire/route.ts';
import { type AwsEndpoint, serveAws } from './wire/serve-aws.ts';
import type { World } from './world.ts';
import { checkState } from './world/check-state.ts';
import { emptyState } from './world/empty-state.ts';
import { LiveWorld } from './world/live-world.ts';

export interface SandboxOptions {
  /** Port of the AWS services; default 0, any free one. */
  port?: number;
  /** Default 127.0.0.1. The sandbox has no protection of its own: do not open it to a network. */
  host?: string;
  /** The account to start with, and to come back to on reset; default {@link emptyState}. It is copied. */
  state?: SandboxState;
  /** The clock, epoch milliseconds; default Date.now. Signatures are checked against the wall clock all the same. */
  now?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`: the endpoint of every AWS service, and of the controls under `/_sandbox/`. */
  url: string;
  port: number;
  world: World;
  close(): Promise<void>;
}

/** Starts an account with its clusters. @throws Error when the state is not one or the port is taken */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const initialState = copier(options.state ?? emptyState());
  const world = new LiveWorld(initialState(), options.now ?? Date.now);
  const traffic = newTraffic();
  world.connectFaults(traffic.faults);
  const kubernetes = await startKubernetes(world, { guard: (call) => guard(world, traffic, call) });
  world.connectKubernetes(kubernetes);
  // What came due while the listeners opened found nobody who would do it.
  for (const clusterArn of Object.keys(world.state.kubernetes)) kubernetes.reconcile(clusterArn);
  const services = serviceTable();
  const endpoint: AwsEndpoint = {
    world,
    traffic,
    route: (request, claims) => routeByScope(services, request, claims),
    requestId: randomUUID,
  };
  const controlled: Controlled = { world, traffic, kubernetes, initialState };
  const host = options.host ?? '127.0.0.1';
  const server = await listen(options.port ?? 0, host, (request) => {
    world.applyDueTransitions();
    return request.path.startsWith(CONTROLS_PREFIX) ? serveControls(controlled, request) : serveAws(endpoint, request);
  }).catch(async (error: unknown) => {
    // The port is taken: leave nothing running that would keep the process alive.
    world.close();
    await kubernetes.close();
    throw error;
  });
  world.applyDueTransitions();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    world,
    close: async () => {
      world.close();
      await Promise.all([closed(server), kubernetes.close()]);
    },
  };
}

function copier(state: SandboxState): () => SandboxState {
  const checked = checkState(state);
  if (!checked.ok) {
    throw new Error(`This is not a sandbox state: ${checked.problem}`);
  }
  const text = JSON.stringify(state);
  return () => JSON.parse(text) as SandboxState;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
}
