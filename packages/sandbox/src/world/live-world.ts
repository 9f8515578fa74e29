import type { KubernetesServers } from '../kubernetes/index.ts';
import type { SandboxState, ServiceName } from '../state/sandbox-state.ts';
import type { Transition } from '../state/transition.ts';
import type { Faults } from '../traffic/faults.ts';
import type { World } from '../world.ts';
import { applyTransition } from './apply-transition.ts';
import { nextId, nextUuid } from './ids.ts';

/** Timers further away than this are set anew when they fire (the limit of setTimeout is 2^31 - 1 ms). */
const LONGEST_TIMER_MS = 3_600_000;

/**
 * The one world of a running sandbox. It owns what the state cannot: the clock, the one timer for the next transition,
 * and the link to the Kubernetes servers.
 */
export class LiveWorld implements World {
  #state: SandboxState;
  readonly #clock: () => number;
  #kubernetes: KubernetesServers | undefined;
  #faults: Faults | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #changedClusters = new Set<string>();
  #closed = false;

  constructor(state: SandboxState, clock: () => number) {
    this.#state = state;
    this.#clock = clock;
  }

  get state(): SandboxState {
    return this.#state;
  }

  now(): number {
    return this.#clock();
  }

  id(length: number, alphabet?: string): string {
    return nextId(this.#state, length, alphabet);
  }

  uuid(): string {
    return nextUuid(this.#state);
  }

  schedule(transition: Transition): void {
    this.#state.transitions.push(transition);
    this.#setTimer();
  }

  /**
   * Tells Kubernetes once the operation in hand has changed all that it is going to, and still before its answer is
   * written: the controllers must not see half a change, and one look is enough for several.
   */
  clusterChanged(clusterArn: string): void {
    if (this.#changedClusters.size === 0) {
      queueMicrotask(() => this.#tellKubernetes());
    }
    this.#changedClusters.add(clusterArn);
  }

  kubernetesEndpoint(clusterArn: string): string {
    return this.#kubernetes?.endpoint(clusterArn) ?? '';
  }

  kubernetesRuns(clusterArn: string): boolean {
    return this.#kubernetes?.runs(clusterArn) ?? false;
  }

  /** Applies everything that is due, in order of time. Called before each request, so that no timer can come too late. */
  applyDueTransitions(): void {
    const now = this.now();
    // A transition may schedule further ones that are due at once, so look again until nothing is due.
    for (;;) {
      const due = this.#state.transitions.filter((transition) => transition.at <= now);
      if (due.length === 0) {
        break;
      }
      this.#state.transitions = this.#state.transitions.filter((transition) => transition.at > now);
      for (const transition of due.toSorted((left, right) => left.at - right.at)) {
        applyTransition(this, transition, this.#kubernetes);
      }
    }
    this.#tellKubernetes();
    this.#setTimer();
  }

  /** Puts another account in the place of this one. The caller tells the Kubernetes servers. */
  replaceState(state: SandboxState): void {
    this.#changedClusters.clear();
    this.#state = state;
    this.#setTimer();
  }

  takeFault(service: ServiceName, operation: string): string | undefined {
    return this.#faults?.takeNamed(service, operation)?.error;
  }

  connectFaults(faults: Faults): void {
    this.#faults = faults;
  }

  connectKubernetes(servers: KubernetesServers): void {
    this.#kubernetes = servers;
  }

  get kubernetes(): KubernetesServers | undefined {
    return this.#kubernetes;
  }

  /** Starts the timer for transitions that were already in the state. */
  start(): void {
    this.applyDueTransitions();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #tellKubernetes(): void {
    const clusters = [...this.#changedClusters];
    this.#changedClusters.clear();
    for (const clusterArn of clusters) {
      try {
        this.#kubernetes?.clusterChanged(clusterArn);
      } catch (error) {
        // A defect of the controllers. The AWS operation is done and its caller has nothing to do with it.
        process.emitWarning(
          `The controllers of ${clusterArn} failed: ${error instanceof Error ? error.stack : String(error)}`,
        );
      }
    }
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#state.transitions.length === 0) {
      return;
    }
    const soonest = this.#state.transitions.reduce((at, transition) => Math.min(at, transition.at), Infinity);
    const delay = Math.min(Math.max(soonest - this.now(), 1), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.applyDueTransitions(), delay);
    this.#timer.unref();
  }
}
