import { readStored, writeStored } from '../ui/stored.ts';
import type { Kept } from './draft-sync.ts';

/** What this browser keeps of a configuration until the server has it. A new one has no id yet. */
export function readKept(id: string | undefined): Kept | undefined {
  return readStored(keyOf(id), isKept);
}

export function writeKept(id: string | undefined, kept: Kept | undefined): void {
  if (kept === undefined) localStorage.removeItem(keyOf(id));
  else writeStored(keyOf(id), kept);
}

function keyOf(id = 'new'): string {
  return `podpass.draft.${id}`;
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { text, basedOn, key } = value as Partial<Record<keyof Kept, unknown>>;
  return typeof text === 'string' && typeof basedOn === 'number' && typeof key === 'string';
}
