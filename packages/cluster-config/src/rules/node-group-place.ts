import { type ConfigMap, itemsAt } from '../config-value.ts';
import { maps } from './rule.ts';

/** A node group with the path of its entry, which fixes need. */
export interface PlacedGroup {
  readonly group: ConfigMap;
  readonly path: readonly (string | number)[];
  readonly managed: boolean;
}

/** Every node group: those that EKS manages first. */
export function allNodeGroups(config: ConfigMap): readonly PlacedGroup[] {
  const found = known.get(config);
  if (found !== undefined) return found;
  const groups = [...placed(config, 'managedNodeGroups', true), ...placed(config, 'nodeGroups', false)];
  known.set(config, groups);
  return groups;
}

/** A dozen rules ask for the same groups; values never change. */
const known = new WeakMap<ConfigMap, readonly PlacedGroup[]>();

export function managedGroups(config: ConfigMap): ConfigMap[] {
  return maps(itemsAt(config, 'managedNodeGroups'));
}

function placed(config: ConfigMap, section: string, managed: boolean): PlacedGroup[] {
  return itemsAt(config, section).flatMap((group, index) =>
    group.kind === 'map' ? [{ group, path: [section, index], managed }] : [],
  );
}
