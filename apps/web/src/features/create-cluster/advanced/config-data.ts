import type { ConfigData, Path } from '@podpass/cluster-config';
import { dataAt, isList, isRecord } from '../../../config-workbench/data-at.ts';

export type ConfigRecord = Readonly<Record<string, ConfigData>>;

/** A mapping; an empty one for everything else, which the checks of the text report. */
export function recordOf(data: ConfigData | undefined): ConfigRecord {
  return isRecord(data) ? data : {};
}

export function listAt(data: ConfigData | undefined, path: Path): readonly ConfigData[] {
  const found = dataAt(data, path);
  return isList(found) ? found : [];
}

/** As a line of text. Numbers and booleans, which belong in quotes in most places, are shown as they are meant. */
export function textOf(data: ConfigData | undefined): string {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? String(data) : '';
}

export function textsOf(data: ConfigData | undefined): string[] {
  return isList(data) ? data.map(textOf).filter((text) => text !== '') : [];
}

/** The names that a mapping of flags sets to true. */
export function namesOf(data: ConfigData | undefined): string[] {
  return Object.entries(recordOf(data)).flatMap(([name, value]) => (value === true ? [name] : []));
}

export function jsonOf(data: ConfigData | undefined): string {
  return isRecord(data) ? JSON.stringify(data, null, 2) : '';
}
