import { AwsError } from '../../world.ts';

interface Block {
  first: number;
  size: number;
  prefix: number;
}

/** @throws AwsError unless it is an IPv4 block of 16 to 28 bits that begins where such a block can */
export function checkBlock(cidr: string, code: string): void {
  const block = readBlock(cidr);
  if (block === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      400,
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  if (block.prefix < 16 || block.prefix > 28) throw new AwsError(code, 400, `The CIDR '${cidr}' is invalid.`);
}

export function blockContains(outer: string, inner: string): boolean {
  const [one, other] = [readBlock(outer), readBlock(inner)];
  if (one === undefined || other === undefined) return false;
  return other.first >= one.first && other.first + other.size <= one.first + one.size;
}

export function blocksOverlap(left: string, right: string): boolean {
  const [one, other] = [readBlock(left), readBlock(right)];
  if (one === undefined || other === undefined) return false;
  return one.first < other.first + other.size && other.first < one.first + one.size;
}

/** Addresses of a subnet that are free at first: EC2 keeps five of each. */
export function freeAddresses(cidr: string): number {
  return (readBlock(cidr)?.size ?? 5) - 5;
}

function readBlock(cidr: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = (match ?? []).slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, size, prefix } : undefined;
}
