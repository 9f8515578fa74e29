/**
 * Ten characters of base 36 that are the same for the same text, everywhere and for ever (they end up in documents).
 * FNV-1a of 64 bits over UTF-8 bytes; no secret depends on it.
 */
export function stableHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36).toUpperCase().padStart(13, '0').slice(-10);
}
