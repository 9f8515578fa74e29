import { booleanAt, type ConfigMap, itemsAt, textAt } from '../config-value.ts';
import { maps } from './rule.ts';

/** Every association of the configuration, with the path of its entry and the add-on that owns it. */
export interface PlacedAssociation {
  readonly entry: ConfigMap;
  readonly path: readonly (string | number)[];
  readonly addon: string | undefined;
}

export function allAssociations(config: ConfigMap): readonly PlacedAssociation[] {
  const found = known.get(config);
  if (found !== undefined) return found;
  const own = placed(config, ['iam', 'podIdentityAssociations'], undefined);
  const ofAddons = itemsAt(config, 'addons').flatMap((addon, index) =>
    placed(config, ['addons', index, 'podIdentityAssociations'], textAt(addon, 'name') ?? ''),
  );
  const associations = [...own, ...ofAddons];
  known.set(config, associations);
  return associations;
}

/** A dozen rules ask for the same associations; values never change. */
const known = new WeakMap<ConfigMap, readonly PlacedAssociation[]>();

export const AGENT = 'eks-pod-identity-agent';

export function isAutoMode(config: ConfigMap): boolean {
  return booleanAt(config, 'autoModeConfig', 'enabled') === true;
}

export function addonNamed(config: ConfigMap, name: string): ConfigMap | undefined {
  return maps(itemsAt(config, 'addons')).find((addon) => textAt(addon, 'name') === name);
}

function placed(config: ConfigMap, path: (string | number)[], addon: string | undefined): PlacedAssociation[] {
  return itemsAt(config, ...path).flatMap((entry, index) =>
    entry.kind === 'map' ? [{ entry, path: [...path, index], addon }] : [],
  );
}
