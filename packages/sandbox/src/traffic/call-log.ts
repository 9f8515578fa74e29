import type { ServiceName } from '../state/sandbox-state.ts';

/** One answered (or deliberately unanswered) call. */
export interface CallRecord {
  service: ServiceName;
  operation: string;
  /** When the call came in, epoch milliseconds. */
  at: number;
  /** HTTP status of the answer; 0 when the connection was cut instead. */
  status: number;
  /** AWS error code, when the answer was an error. */
  error?: string;
}

const CAPACITY = 100_000;

/** The newest calls, oldest first. A ring, so that a long soak test does not fill the memory. */
export class CallLog {
  #records: CallRecord[] = [];
  #oldest = 0;

  add(record: CallRecord): void {
    if (this.#records.length < CAPACITY) {
      this.#records.push(record);
      return;
    }
    this.#records[this.#oldest] = record;
    this.#oldest = (this.#oldest + 1) % CAPACITY;
  }

  list(): CallRecord[] {
    return [...this.#records.slice(this.#oldest), ...this.#records.slice(0, this.#oldest)];
  }

  clear(): void {
    this.#records = [];
    this.#oldest = 0;
  }
}
