import type { KubernetesObject, KubernetesState } from '../../state/kubernetes-state.ts';
import { type Collection, keyOf, objectKey } from '../objects/collections.ts';
import { sameJson } from '../objects/json.ts';
import { EventHistory, type StoreEvent } from './event-history.ts';
import { ObjectIndex } from './object-index.ts';

/**
 * The objects of one cluster. Objects are never changed in place: each write puts a new one, so that whoever holds an
 * object (a watcher, an old page of a list) holds it as it was.
 */
export class ObjectStore {
  readonly #state: () => KubernetesState;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  readonly #sortedKeys = new Map<string, string[]>();
  readonly index = new ObjectIndex();
  readonly history: EventHistory;

  constructor(state: () => KubernetesState) {
    this.#state = state;
    this.history = new EventHistory(state().resourceVersion);
    for (const [collection, objects] of Object.entries(state().objects)) {
      for (const object of Object.values(objects)) this.index.put(collection, object);
    }
  }

  get resourceVersion(): number {
    return this.#state().resourceVersion;
  }

  get<T extends KubernetesObject>(collection: Collection<T>, key: string): T | undefined {
    const objects = this.#state().objects[collection.id];
    return objects !== undefined && Object.hasOwn(objects, key) ? (objects[key] as T) : undefined;
  }

  find<T extends KubernetesObject>(
    collection: Collection<T>,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    return this.get(collection, objectKey(namespace, name));
  }

  /** All objects of a collection, or of one namespace of it, in the order of their keys. */
  list<T extends KubernetesObject>(collection: Collection<T>, namespace?: string): T[] {
    const objects = this.#state().objects[collection.id];
    if (objects === undefined) return [];
    const found: T[] = [];
    const prefix = namespace === undefined ? '' : `${namespace}/`;
    for (const key of this.#keys(collection.id, objects)) {
      const object = objects[key];
      if (object !== undefined && key.startsWith(prefix)) found.push(object as T);
    }
    return found;
  }

  /** The objects that name `uid` as an owner. */
  childrenOf<T extends KubernetesObject>(uid: string, collection: Collection<T>): T[] {
    return this.index
      .childrenOf(uid, collection.id)
      .map((key) => this.get(collection, key))
      .filter((object) => object !== undefined);
  }

  /** Puts a new or changed object and gives it the next resource version; an unchanged one is left as it is. */
  put<T extends KubernetesObject>(collection: Collection<T>, object: T): T {
    const objects = (this.#state().objects[collection.id] ??= {});
    const key = keyOf(object);
    const previous = this.get(collection, key);
    if (
      previous !== undefined &&
      sameJson({ ...object, metadata: { ...object.metadata, resourceVersion: '' } }, withoutVersion(previous))
    ) {
      return previous;
    }
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: this.#nextVersion() } };
    objects[key] = stored;
    if (previous === undefined) this.#sortedKeys.delete(collection.id);
    else this.index.remove(collection.id, previous);
    this.index.put(collection.id, stored);
    this.#tell(collection, previous === undefined ? 'ADDED' : 'MODIFIED', stored, previous);
    return stored;
  }

  remove<T extends KubernetesObject>(collection: Collection<T>, key: string): T | undefined {
    const previous = this.get(collection, key);
    if (previous === undefined) return undefined;
    delete this.#state().objects[collection.id]?.[key];
    this.#sortedKeys.delete(collection.id);
    this.index.remove(collection.id, previous);
    const last = { ...previous, metadata: { ...previous.metadata, resourceVersion: this.#nextVersion() } };
    this.#tell(collection, 'DELETED', last, previous);
    return last;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  onChange(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(
    collection: Collection,
    type: StoreEvent['type'],
    object: KubernetesObject,
    previous: KubernetesObject | undefined,
  ): void {
    const event: StoreEvent = {
      resourceVersion: this.resourceVersion,
      collection: collection.id,
      type,
      object,
      ...(previous === undefined ? {} : { previous }),
    };
    this.history.add(event);
    for (const listener of this.#listeners) listener(event);
  }

  #nextVersion(): string {
    const state = this.#state();
    state.resourceVersion += 1;
    return String(state.resourceVersion);
  }

  #keys(collection: string, objects: Record<string, KubernetesObject>): string[] {
    const known = this.#sortedKeys.get(collection);
    if (known !== undefined) return known;
    const sorted = Object.keys(objects).sort();
    this.#sortedKeys.set(collection, sorted);
    return sorted;
  }
}

function withoutVersion(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: '' } };
}
