import { PodpassError } from '@podpass/inventory';

/**
 * A cluster that was just found unreachable is not waited for again by every single request: for some seconds they fail
 * at once, in the words of the first. A private endpoint seen from outside its network otherwise costs a time-out each.
 */
export class Outage {
  readonly #lastsMs: number;
  readonly #now: () => number;
  #seen: { error: PodpassError; until: number } | undefined;

  constructor(lastsMs: number, now: () => number = Date.now) {
    this.#lastsMs = lastsMs;
    this.#now = now;
  }

  begin(error: PodpassError): void {
    this.#seen = { error, until: this.#now() + this.#lastsMs };
  }

  end(): void {
    this.#seen = undefined;
  }

  /** Rejects what need not be tried. */
  check(): void {
    if (this.#seen === undefined || this.#now() >= this.#seen.until) return;
    const { code, data } = this.#seen.error;
    throw new PodpassError(code, data, { cause: this.#seen.error });
  }
}
