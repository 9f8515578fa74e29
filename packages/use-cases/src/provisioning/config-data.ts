import type { ConfigData } from '@podpass/cluster-config';

type Path = readonly string[];

/** What a configuration says at `path`; undefined where it says nothing, null counting as nothing. */
export function dataAt(data: ConfigData | undefined, ...path: Path): ConfigData | undefined {
  let current = data;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    current = Object.hasOwn(current, key) ? (current as Readonly<Record<string, ConfigData>>)[key] : undefined;
  }
  return current ?? undefined;
}

export function textAt(data: ConfigData | undefined, ...path: Path): string | undefined {
  const found = dataAt(data, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(data: ConfigData | undefined, ...path: Path): number | undefined {
  const found = dataAt(data, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function flagAt(data: ConfigData | undefined, ...path: Path): boolean | undefined {
  const found = dataAt(data, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

export function itemsAt(data: ConfigData | undefined, ...path: Path): readonly ConfigData[] {
  const found = dataAt(data, ...path);
  return Array.isArray(found) ? found : [];
}

export function textsAt(data: ConfigData | undefined, ...path: Path): string[] {
  return itemsAt(data, ...path).filter((item) => typeof item === 'string');
}

export function entriesAt(data: ConfigData | undefined, ...path: Path): [string, ConfigData][] {
  const found = dataAt(data, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return [];
  return Object.entries(found);
}

/** Tags, labels, annotations. Numbers and booleans that were written without quotes are taken as texts. */
export function textMapAt(data: ConfigData | undefined, ...path: Path): Record<string, string> {
  return Object.fromEntries(
    entriesAt(data, ...path).flatMap(([key, value]) =>
      typeof value === 'object' ? [] : [[key, String(value)] as const],
    ),
  );
}
