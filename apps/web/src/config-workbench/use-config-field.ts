import type { ConfigData, Diagnostic, EditTarget, Path, Position } from '@podpass/cluster-config';
import { dataAt } from './data-at.ts';
import { isInside, isMissingFrom } from './problems-at.ts';
import { useWorkbench } from './workbench.tsx';

export interface ConfigField {
  /** Undefined where nothing is written. */
  readonly value: ConfigData | undefined;
  /** The value as it is written; tells `1.30` from `1.3`. */
  readonly source: string | undefined;
  /** Where it is written, or would have to be: the nearest place above it. */
  readonly position: Position | undefined;
  readonly readOnly: boolean;
  /** False where the text does not allow it. */
  set(value: ConfigData): boolean;
  /** Takes it out of the text; nothing happens where it is not in it. */
  remove(): boolean;
  /** What is wrong with it, what is inside of it included. */
  readonly problems: readonly Diagnostic[];
}

/** One path of the configuration, bound to a form. Paths of `cluster` are those of document 1. */
export function useConfigField(path: Path, target: EditTarget = 'config'): ConfigField {
  const workbench = useWorkbench();
  const { model } = workbench.opened;
  const value = dataAt(target === 'config' ? model?.config : model?.cluster, path);
  const place = workbench.places.placeOf(target, path);
  const owner = workbench.places.placeOf(target, path.slice(0, -1));
  const name = path.at(-1);
  return {
    value,
    source: place?.source,
    position: (place ?? owner)?.range.start,
    readOnly: workbench.readOnly,
    set: (next) => workbench.edit([{ kind: 'set', target, path, value: next }]),
    remove: () => value === undefined || workbench.edit([{ kind: 'remove', target, path }]),
    problems: workbench.diagnostics.filter(
      (diagnostic) =>
        (place !== undefined && isInside(diagnostic, place.range)) ||
        (owner !== undefined && typeof name === 'string' && isMissingFrom(diagnostic, owner, name)),
    ),
  };
}
