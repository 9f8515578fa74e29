import type { ServiceName } from '../state/sandbox-state.ts';

/** An injected failure: what `POST /_sandbox/faults` takes. */
export interface Fault {
  service: ServiceName;
  /** Operation name, for example `CreateAddon` or `PATCH deployments`; `*` for every operation of the service. */
  operation: string;
  /** How many more calls it hits. */
  times: number;
  /** An AWS error code, an HTTP status as text (`500`), `disconnect`, or `ExceededQuota` of a Kubernetes namespace. */
  error: string;
  /** before: nothing happens; after: the effect happens and its answer is lost. */
  phase: 'before' | 'after';
}

/** The faults that still have hits left, first come first served. */
export class Faults {
  #pending: Fault[] = [];

  add(fault: Fault): void {
    this.#pending.push({ ...fault });
  }

  list(): Fault[] {
    return this.#pending.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.#pending = [];
  }

  /** The fault that hits this call, if any; takes one of its hits. */
  take(service: ServiceName, operation: string): Fault | undefined {
    return this.#takeOne(service, ['*', operation]);
  }

  /** The fault that names exactly this, if any: `*` stands for calls, not for what is done without one. */
  takeNamed(service: ServiceName, operation: string): Fault | undefined {
    return this.#takeOne(service, [operation]);
  }

  #takeOne(service: ServiceName, operations: readonly string[]): Fault | undefined {
    const fault = this.#pending.find(
      (candidate) => candidate.service === service && operations.includes(candidate.operation),
    );
    if (fault === undefined) {
      return undefined;
    }
    fault.times -= 1;
    this.#pending = this.#pending.filter((candidate) => candidate.times > 0);
    return { ...fault };
  }
}
