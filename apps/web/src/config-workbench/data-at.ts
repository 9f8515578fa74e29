import type { ConfigData, Path } from '@podpass/cluster-config';

/** The data below a path; undefined where a step is missing. */
export function dataAt(data: ConfigData | undefined, path: Path): ConfigData | undefined {
  let current = data;
  for (const step of path) {
    if (isList(current)) current = typeof step === 'number' ? current[step] : undefined;
    else if (isRecord(current)) current = Object.hasOwn(current, step) ? current[String(step)] : undefined;
    else return undefined;
  }
  return current;
}

export function isRecord(data: ConfigData | undefined): data is { readonly [key: string]: ConfigData } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export function isList(data: ConfigData | undefined): data is readonly ConfigData[] {
  return Array.isArray(data);
}

/** For sentences about a value; a collection shows as JSON. */
export function dataInWords(data: ConfigData): string {
  if (isList(data)) return data.map(dataInWords).join(', ');
  return isRecord(data) ? JSON.stringify(data) : String(data);
}
