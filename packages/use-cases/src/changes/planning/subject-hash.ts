/**
 * Eight hexadecimal digits that tell names apart which look the same when joined (`a-b` + `c`, `a` + `b-c`): FNV-1a,
 * 32 bits. Not for secrets.
 */
export function shortHash(...parts: string[]): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(parts.join('\u0000'))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
