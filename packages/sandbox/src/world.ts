import type { Principal } from './state/principal.ts';
import type { SandboxState, ServiceName } from './state/sandbox-state.ts';
import type { Transition } from './state/transition.ts';

export type { Principal } from './state/principal.ts';

/**
 * What every operation works on: the state, the time, the ids and what is to happen later. One world per sandbox.
 * Operations change `state` synchronously and completely or throw before the first change.
 */
export interface World {
  readonly state: SandboxState;
  /** Epoch milliseconds. */
  now(): number;
  /** Deterministic ids: `length` characters of `alphabet` (default: lower-case letters and digits). */
  id(length: number, alphabet?: string): string;
  uuid(): string;
  /** Puts a transition into the state and sees to it that it happens at its time. */
  schedule(transition: Transition): void;
  /** Tells the Kubernetes side that EKS or IAM changed something that it acts on (an add-on, an association, a node group). */
  clusterChanged(clusterArn: string): void;
  /** Takes a hit of an injected fault for something that is done without a call; the fault's error, if there is one. */
  takeFault(service: ServiceName, operation: string): string | undefined;
  /** Whether the cluster's Kubernetes API has been started. */
  kubernetesRuns(clusterArn: string): boolean;
  /** Base URL of a cluster's Kubernetes API, `https://127.0.0.1:PORT`. */
  kubernetesEndpoint(clusterArn: string): string;
}

export interface CallContext {
  readonly world: World;
  readonly service: ServiceName;
  readonly operation: string;
  readonly region: string;
  readonly requestId: string;
  readonly principal: Principal;
}

/** One AWS operation: decoded input in, output in the SDK's shape out; refusals are thrown as {@link AwsError}. */
export type Operation<Input, Output> = (input: Input, call: CallContext) => Output | Promise<Output>;

/** A refusal in AWS's own words. `code` is the wire code, for example `NoSuchEntity` or `ResourceInUseException`. */
export class AwsError extends Error {
  readonly code: string;
  readonly httpStatus: number;
  /** Further members of the error body, for example `clusterName`. */
  readonly members: Readonly<Record<string, unknown>>;
  constructor(code: string, httpStatus: number, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.httpStatus = httpStatus;
    this.members = members;
  }
}
