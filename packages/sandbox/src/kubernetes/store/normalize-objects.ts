import type { ClusterRuntime } from '../cluster-runtime.ts';
import { cloneJson } from '../objects/json.ts';
import { RESOURCES } from '../resources/registry.ts';

/**
 * Gives the objects of a state that was written by hand the defaults that the API would have given them: controllers
 * compare templates, and one without its defaults never equals its own copy.
 */
export function normalizeObjects(cluster: ClusterRuntime): void {
  for (const type of RESOURCES) {
    for (const object of cluster.store.list(type.collection)) {
      const defaulted = cloneJson(object);
      type.defaults(defaulted);
      cluster.store.put(type.collection, defaulted);
    }
  }
}
