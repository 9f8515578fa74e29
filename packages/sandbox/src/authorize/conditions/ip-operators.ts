import { BlockList, isIP } from 'node:net';
import { type Pattern, plainText } from '../pattern.ts';
import { negative, type OperatorFamily, positive } from './operator.ts';

/** Addresses and CIDR ranges, IPv4 and IPv6. */
export const ipOperators: OperatorFamily = { IpAddress: positive(inRange), NotIpAddress: negative(inRange) };

function inRange(expected: Pattern, actual: string): boolean {
  const [address = '', prefix, ...rest] = plainText(expected).split('/');
  const family = isIP(address);
  if (family === 0 || isIP(actual) !== family || rest.length > 0) return false;
  const bits = family === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (!(length <= bits)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(address, length, type);
  return range.check(actual, type);
}
