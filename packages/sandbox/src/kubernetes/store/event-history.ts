import type { KubernetesObject } from '../../state/kubernetes-state.ts';

export interface StoreEvent {
  resourceVersion: number;
  collection: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubernetesObject;
  /** The object before the change. */
  previous?: KubernetesObject;
}

/** How many changes are remembered: as etcd's compaction, it decides which watches and pages are too old. */
const REMEMBERED = 20_000;

/** The last changes of a cluster: what a watch catches up with and what an old page of a list is made from. */
export class EventHistory {
  #events: StoreEvent[] = [];
  /** Everything up to this version is forgotten. */
  #oldest: number;

  constructor(resourceVersion: number) {
    this.#oldest = resourceVersion;
  }

  add(event: StoreEvent): void {
    this.#events.push(event);
    if (this.#events.length > REMEMBERED * 1.25) this.forget(this.#events.length - REMEMBERED);
  }

  /** Drops the oldest `count` events. */
  forget(count: number): void {
    const dropped = this.#events.slice(0, count);
    this.#events = this.#events.slice(count);
    this.#oldest = dropped.at(-1)?.resourceVersion ?? this.#oldest;
  }

  /** The changes after a version, or undefined when some of them are forgotten. */
  since(resourceVersion: number): StoreEvent[] | undefined {
    if (resourceVersion < this.#oldest) return undefined;
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const event = this.#events[middle];
      if (event !== undefined && event.resourceVersion <= resourceVersion) low = middle + 1;
      else high = middle;
    }
    return this.#events.slice(low);
  }
}
