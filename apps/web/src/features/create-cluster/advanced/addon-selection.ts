import type { ConfigData, ConfigEdit } from '@podpass/cluster-config';
import { listAt, recordOf, textOf } from './config-data.ts';

export interface AddonChoice {
  name: string;
  /** What EKS takes by default for the Kubernetes version; undefined while the catalogue is not known. */
  version: string | undefined;
  /** Its pods call AWS, so it begins with the permissions that EKS recommends. */
  needsPermissions: boolean;
}

export interface AddonRow {
  /** Where it stands in the list `addons`. */
  index: number;
  name: string;
  data: ConfigData;
}

export function addonRows(config: ConfigData | undefined): AddonRow[] {
  return listAt(config, ['addons']).map((data, index) => ({ index, name: textOf(recordOf(data)['name']), data }));
}

/** The entry that a chosen add-on begins with. */
export function newAddon({ name, version, needsPermissions }: AddonChoice): ConfigData {
  return {
    name,
    version: version ?? 'latest',
    ...(needsPermissions ? { useDefaultPodIdentityAssociations: true } : {}),
  };
}

export function addAddon(choice: AddonChoice): ConfigEdit[] {
  return [{ kind: 'insert', target: 'config', path: ['addons'], value: newAddon(choice) }];
}

/** From one choice of the drop-down to the next: what was chosen comes to the end of the list, what was not, goes. */
export function selectionEdits(
  config: ConfigData | undefined,
  chosen: readonly string[],
  choiceOf: (name: string) => AddonChoice,
): ConfigEdit[] {
  const rows = addonRows(config);
  const added = chosen.filter((name) => rows.every((row) => row.name !== name));
  const gone = rows.filter((row) => !chosen.includes(row.name));
  return [
    ...added.flatMap((name) => addAddon(choiceOf(name))),
    // The last one first: each removal moves up those below it.
    ...gone
      .toReversed()
      .map(({ index }): ConfigEdit => ({ kind: 'remove', target: 'config', path: ['addons', index] })),
  ];
}
