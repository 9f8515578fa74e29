import { invalidValue } from './errors.ts';

export interface Range {
  first: number;
  last: number;
}

/** The addresses of an IPv4 block in its canonical form. @throws AwsError `InvalidParameterValue` */
export function rangeOf(cidr: string, parameter: string): Range {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = (parts ?? []).slice(1).map(Number);
  const size = 2 ** (32 - bits);
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  if (parts === null || Math.max(a, b, c, d) > 255 || bits > 32 || first % size !== 0) {
    throw invalidValue(`Value (${cidr}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`);
  }
  return { first, last: first + size - 1 };
}

export function contains(outer: Range, inner: Range): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

export function overlap(left: Range, right: Range): boolean {
  return left.first <= right.last && right.first <= left.last;
}

export function sizeOf({ first, last }: Range): number {
  return last - first + 1;
}
