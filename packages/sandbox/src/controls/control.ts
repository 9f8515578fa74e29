import type { KubernetesServers } from '../kubernetes/index.ts';
import type { SandboxState } from '../state/sandbox-state.ts';
import type { Traffic } from '../traffic/guard.ts';
import type { LiveWorld } from '../world/live-world.ts';

/** What the controls steer. */
export interface Controlled {
  world: LiveWorld;
  traffic: Traffic;
  kubernetes: KubernetesServers;
  /** A fresh copy of the state that the sandbox was started with. */
  initialState: () => SandboxState;
}

export interface ControlRequest {
  query: URLSearchParams;
  /** Parsed JSON body; undefined when there is none. */
  body: unknown;
}

/** Answers with a JSON value; undefined means 204. */
export type Control = (controlled: Controlled, request: ControlRequest) => unknown;

/** The request cannot be understood: answered with 400 (or `status`) and a JSON message. */
export class BadControlRequest extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.name = 'BadControlRequest';
    this.status = status;
  }
}
