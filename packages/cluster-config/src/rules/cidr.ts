/** An IPv4 range as numbers, the end excluded. */
export interface Cidr {
  readonly start: number;
  readonly end: number;
  readonly prefix: number;
  /** As written, but with the bits of the host cleared. */
  readonly network: string;
  /** The bits of the host were clear. */
  readonly exact: boolean;
}

/** Undefined for what is no IPv4 range; the schema reports that. */
export function parseCidr(written: string | undefined): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(written ?? '');
  if (match === null) return undefined;
  const [first = 256, second = 256, third = 256, fourth = 256, prefix = 33] = match.slice(1).map(Number);
  if ([first, second, third, fourth].some((byte) => byte > 255) || prefix > 32) return undefined;
  const address = ((first * 256 + second) * 256 + third) * 256 + fourth;
  const size = 2 ** (32 - prefix);
  const start = Math.floor(address / size) * size;
  return { start, end: start + size, prefix, network: `${dotted(start)}/${prefix}`, exact: start === address };
}

export function isWithin(inner: Cidr, outer: Cidr): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function dotted(address: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join('.');
}
