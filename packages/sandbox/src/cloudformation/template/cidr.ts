import { validationError } from '../errors.ts';

/**
 * The first `count` blocks with `bits` bits for hosts in an address block of IPv4 or IPv6: what `Fn::Cidr` gives.
 * Without `bits` they are as large as allowed by the count.
 *
 * @throws AwsError `ValidationError`: no address block, or not that many in it
 */
export function cidrBlocks(block: string, count: number, bits?: number): string[] {
  const { base, prefix, width } = readBlock(block);
  if (!Number.isInteger(count) || count < 1 || count > 256) {
    throw validationError('Template error: Fn::Cidr count must be from 1 to 256');
  }
  const hostBits = bits ?? width - prefix - Math.ceil(Math.log2(count));
  const room = width - prefix - hostBits;
  if (!Number.isInteger(hostBits) || hostBits < 1 || room < 0 || 2 ** room < count) {
    throw validationError(`Template error: Fn::Cidr cannot make ${count} blocks in ${block}`);
  }
  return Array.from({ length: count }, (_, index) => {
    const address = base + (BigInt(index) << BigInt(hostBits));
    return `${writeAddress(address, width)}/${width - hostBits}`;
  });
}

function readBlock(block: string): { base: bigint; prefix: number; width: 32 | 128 } {
  const [address = '', length = ''] = block.split('/');
  const width = address.includes(':') ? 128 : 32;
  const prefix = Number(length);
  const base = width === 32 ? readV4(address) : readV6(address);
  if (base === undefined || !/^\d+$/.test(length) || prefix > width) {
    throw validationError(`Template error: ${block} is not an address block for Fn::Cidr`);
  }
  return { base, prefix, width };
}

function readV4(address: string): bigint | undefined {
  const parts = address.split('.').map(Number);
  const good = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  return good ? parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) : undefined;
}

function readV6(address: string): bigint | undefined {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = groups(tail ?? '');
  const filling = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: Math.max(filling, 0) }, () => '0'), ...after];
  const good = all.length === 8 && all.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
  return good ? all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) : undefined;
}

function writeAddress(address: bigint, width: 32 | 128): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - index * 16)) & 0xffffn);
  return groups
    .map((group) => group.toString(16))
    .join(':')
    .replace(/(:0)+$/, '::');
}
