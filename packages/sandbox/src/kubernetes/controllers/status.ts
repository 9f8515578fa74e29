import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { type Collection, keyOf } from '../objects/collections.ts';
import type { Condition } from '../objects/kinds.ts';

/** Writes the status of an object, into its newest version. */
export function putStatus<T extends KubernetesObject>(
  cluster: ClusterRuntime,
  collection: Collection<T>,
  object: T,
  status: object,
): void {
  const current = cluster.store.get(collection, keyOf(object));
  if (current !== undefined && current.metadata.uid === object.metadata.uid) {
    cluster.store.put(collection, { ...current, status });
  }
}

/**
 * The conditions with one of them changed (or taken out, when its status is undefined). Times move only when the
 * condition does, so that writing the same status again is no change.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  at: string,
  wanted: { type: string; status: string | undefined; reason: string; message: string },
): Condition[] {
  const others = (conditions ?? []).filter((condition) => condition.type !== wanted.type);
  if (wanted.status === undefined) return others;
  const old = conditions?.find((condition) => condition.type === wanted.type);
  const { type, status, reason, message } = wanted;
  if (old?.status === status && old.reason === reason && old.message === message) return [...(conditions ?? [])];
  const lastTransitionTime = old?.status === status ? (old.lastTransitionTime ?? at) : at;
  const made: Condition = { type, status, reason, message, lastUpdateTime: at, lastTransitionTime };
  const index = conditions?.findIndex((condition) => condition.type === type) ?? -1;
  return index < 0 ? [...others, made] : (conditions ?? []).map((one, at_) => (at_ === index ? made : one));
}

/** `25%` of a total, or a plain number. */
export function resolveCount(value: number | string | undefined, total: number, round: 'up' | 'down'): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  if (!value.endsWith('%')) return Number(value) || 0;
  const part = ((Number(value.slice(0, -1)) || 0) * total) / 100;
  return round === 'up' ? Math.ceil(part) : Math.floor(part);
}
