import type { KubernetesNetworkConfigRequest } from '@aws-sdk/client-eks';
import { overlap, type Range, rangeOf } from '../../ec2/resources/cidr.ts';
import { type ErrorMembers, invalidParameter } from '../errors.ts';

const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/**
 * The addresses of services: as asked, or one of the two blocks that EKS takes by itself, the one that the VPC is not in.
 *
 * @throws AwsError InvalidParameterException
 */
export function serviceCidr(
  asked: KubernetesNetworkConfigRequest | undefined,
  vpcCidr: string,
  members: ErrorMembers,
): string {
  const vpc = rangeOf(vpcCidr, 'cidrBlock');
  const cidr = asked?.serviceIpv4Cidr;
  if (cidr === undefined) {
    return overlap(vpc, rangeOf('10.100.0.0/16', '')) ? '172.20.0.0/16' : '10.100.0.0/16';
  }
  const wrong = (why: string) => invalidParameter(`Invalid service CIDR ${cidr}: ${why}`, members);
  const [, bits = ''] = cidr.split('/');
  const range = readRange(cidr);
  if (range === undefined || Number(bits) < 12 || Number(bits) > 24) throw wrong('it must be a block of /12 to /24');
  const isPrivate = PRIVATE_BLOCKS.map((block) => rangeOf(block, '')).some(
    (block) => range.first >= block.first && range.last <= block.last,
  );
  if (!isPrivate) throw wrong('it must be a private block');
  if (overlap(range, vpc)) throw wrong('it overlaps with the block of the VPC');
  return cidr;
}

function readRange(cidr: string): Range | undefined {
  try {
    return rangeOf(cidr, 'serviceIpv4Cidr');
  } catch {
    return undefined;
  }
}
