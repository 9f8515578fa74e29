import { isOperationOver, type OperationEvent, PodpassError } from '@podpass/inventory';
import type { OperationRecords } from '@podpass/store';

/** An operation's history as far as it is known here, which grows while somebody watches. */
export interface Tail {
  /** Resolves when the history was read once. Rejects with `operation-not-found`. */
  loaded: Promise<void>;
  /** The event after this many others. */
  at(index: number): OperationEvent | undefined;
  isOver(): boolean;
  /** Resolves when the history was read again. Rejects if it could not be. */
  news(): Promise<void>;
}

const tailsOf = new WeakMap<OperationRecords, Map<string, SharedTail>>();

/** The tail that all who watch this operation share; one query for all of them when there may be something new. */
export function joinTail(records: OperationRecords, id: string): { tail: Tail; leave: () => void } {
  const tails = tailsOf.get(records) ?? new Map<string, SharedTail>();
  tailsOf.set(records, tails);
  const known = tails.get(id);
  const tail = known === undefined || known.isBroken() ? new SharedTail(records, id) : known;
  tails.set(id, tail);
  tail.watchers += 1;
  return {
    tail,
    leave: () => {
      tail.watchers -= 1;
      if (tail.watchers > 0) return;
      tail.close();
      if (tails.get(id) === tail) tails.delete(id);
    },
  };
}

class SharedTail implements Tail {
  watchers = 0;
  readonly loaded: Promise<void>;
  readonly close: () => void;
  readonly #records: OperationRecords;
  readonly #id: string;
  readonly #events: OperationEvent[] = [];
  #wakers: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #endedWithoutHistory = false;
  #reading = false;
  #again = false;
  #broken = false;

  constructor(records: OperationRecords, id: string) {
    this.#records = records;
    this.#id = id;
    this.close = records.subscribe(id, () => void this.#read());
    this.loaded = this.#load();
    // Those who wait for it are told; whoever has left by then is not there to be.
    this.loaded.catch(() => undefined);
  }

  at(index: number): OperationEvent | undefined {
    return this.#events[index];
  }

  isOver(): boolean {
    const state = this.#events.at(-1)?.operationState;
    return this.#endedWithoutHistory || (state !== undefined && isOperationOver(state));
  }

  isBroken(): boolean {
    return this.#broken;
  }

  news(): Promise<void> {
    const news = new Promise<void>((resolve, reject) => this.#wakers.push({ resolve, reject }));
    news.catch(() => undefined);
    return news;
  }

  async #load(): Promise<void> {
    try {
      const operation = await this.#records.get(this.#id);
      if (operation === undefined) throw new PodpassError('operation-not-found', { id: this.#id });
      this.#events.push(...(await this.#records.events(this.#id, this.#events.length)));
      this.#endedWithoutHistory = this.#events.length === 0 && isOperationOver(operation.state);
    } catch (error) {
      this.#broken = true;
      throw error;
    }
  }

  /** One query at a time; what happens meanwhile is read by the next. */
  async #read(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      await this.loaded;
      while (this.#again) {
        this.#again = false;
        this.#events.push(...(await this.#records.events(this.#id, this.#events.length)));
        for (const { resolve } of this.#wakers.splice(0)) resolve();
      }
    } catch (error) {
      this.#broken = true;
      for (const { reject } of this.#wakers.splice(0)) reject(error);
    } finally {
      this.#reading = false;
    }
  }
}
