import { invalidParameter } from './errors.ts';

export const MOST_TAGS = 50;

/** Tags of a new resource. Sizes are bounded before; here is what the bounds cannot say. */
export function newTags(tags: Record<string, string> | undefined): Record<string, string> {
  const reserved = reservedKey(Object.keys(tags ?? {}));
  if (reserved !== undefined) {
    throw invalidParameter(`Tag keys beginning with aws: are reserved: ${reserved}`);
  }
  return { ...tags };
}

export function reservedKey(keys: readonly string[]): string | undefined {
  return keys.find((key) => key.toLowerCase().startsWith('aws:'));
}
