import { useSyncExternalStore } from 'react';

export interface Store<Value> {
  get: () => Value;
  set: (next: Value | ((previous: Value) => Value)) => void;
  /** The value as a hook: renders again when it changes. */
  use: () => Value;
}

/** A value outside React that components can watch: for what belongs to the page as a whole, not to one part of it. */
export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  const get = (): Value => value;
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set(next) {
      value = typeof next === 'function' ? (next as (previous: Value) => Value)(value) : next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
