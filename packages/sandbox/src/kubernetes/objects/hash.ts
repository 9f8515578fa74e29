import { createHash } from 'node:crypto';

// The letters that Kubernetes uses for generated names: no vowels, nothing that looks like something else.
const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name-safe hash of a JSON value, for `pod-template-hash` and revision names. */
export function safeHash(value: unknown, length = 10): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest();
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text += SAFE_LETTERS.charAt((digest[index] ?? 0) % SAFE_LETTERS.length);
  }
  return text;
}

export const GENERATED_NAME_LETTERS = SAFE_LETTERS;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
