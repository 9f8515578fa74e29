import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { keyOf } from '../objects/collections.ts';

/** Finds the children of an object and the pods of a node and of a service account without reading every object. */
export class ObjectIndex {
  /** `collection + owner's uid` -> keys. */
  readonly #children = new Map<string, Set<string>>();
  readonly #podsByNode = new Map<string, Set<string>>();
  readonly #owned = new Map<string, Set<string>>();

  put(collection: string, object: KubernetesObject): void {
    this.#each(collection, object, (map, group, key) => {
      const keys = map.get(group);
      if (keys === undefined) map.set(group, new Set([key]));
      else keys.add(key);
    });
  }

  remove(collection: string, object: KubernetesObject): void {
    this.#each(collection, object, (map, group, key) => {
      const keys = map.get(group);
      keys?.delete(key);
      if (keys?.size === 0) map.delete(group);
    });
  }

  childrenOf(uid: string, collection: string): string[] {
    return [...(this.#children.get(`${collection} ${uid}`) ?? [])].sort();
  }

  /** `[collection, key]` of everything that an object owns. */
  ownedBy(uid: string): [string, string][] {
    return [...(this.#owned.get(uid) ?? [])].sort().map((entry) => {
      const space = entry.indexOf(' ');
      return [entry.slice(0, space), entry.slice(space + 1)];
    });
  }

  /** Keys of the pods that are bound to a node. */
  podsOnNode(node: string): ReadonlySet<string> {
    return this.#podsByNode.get(node) ?? new Set();
  }

  #each(
    collection: string,
    object: KubernetesObject,
    act: (map: Map<string, Set<string>>, group: string, key: string) => void,
  ): void {
    const key = keyOf(object);
    for (const owner of object.metadata.ownerReferences ?? []) {
      act(this.#children, `${collection} ${owner.uid}`, key);
      act(this.#owned, owner.uid, `${collection} ${key}`);
    }
    if (collection !== 'v1/pods') return;
    const node = (object['spec'] as { nodeName?: string } | undefined)?.nodeName;
    if (node !== undefined) act(this.#podsByNode, node, key);
  }
}
