import type { VpcConfigRequest } from '@aws-sdk/client-eks';
import { networksOf } from '../../ec2/region.ts';
import type { SubnetState } from '../../state/ec2-state.ts';
import type { VpcConfigState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { type ErrorMembers, invalidParameter } from '../errors.ts';

/** EKS puts its interfaces into each subnet and wants room for them (EKS user guide, network requirements). */
const LEAST_FREE_ADDRESSES = 6;
const MOST_SECURITY_GROUPS = 5;
const CIDR = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;

export type CheckedNetwork = Omit<VpcConfigState, 'clusterSecurityGroupId'>;

/**
 * The network of a new cluster: subnets of one VPC in at least two zones, with room, and groups of the same VPC.
 *
 * @throws AwsError InvalidParameterException, UnsupportedAvailabilityZoneException
 */
export function checkNetwork(call: CallContext, clusterName: string, asked: VpcConfigRequest): CheckedNetwork {
  const members = { clusterName };
  const subnets = knownSubnets(call, asked.subnetIds ?? [], members);
  const [first] = subnets;
  if (first === undefined || new Set(subnets.map(({ id }) => id)).size < 2) {
    throw invalidParameter('Subnets specified must be in at least two different AZs', members);
  }
  if (subnets.some(({ vpcId }) => vpcId !== first.vpcId)) {
    throw invalidParameter('Subnets specified must belong to the same VPC', members);
  }
  checkZones(subnets, members);
  const full = subnets.find(({ freeAddresses }) => freeAddresses < LEAST_FREE_ADDRESSES);
  if (full !== undefined) {
    throw invalidParameter(`The subnet ${full.id} does not have enough free IP addresses`, members);
  }
  const vpc = own(networksOf(call).vpcs, first.vpcId);
  if (vpc?.dnsSupport === false || vpc?.dnsHostnames === false) {
    throw invalidParameter(`DNS support and DNS hostnames must be enabled for the VPC ${first.vpcId}`, members);
  }
  checkSecurityGroups(call, first.vpcId, asked.securityGroupIds ?? [], members);
  return {
    vpcId: first.vpcId,
    subnetIds: [...new Set(asked.subnetIds)],
    securityGroupIds: [...new Set(asked.securityGroupIds)],
    ...endpointAccess(asked, members),
  };
}

/** @throws AwsError InvalidParameterException for one that EC2 does not know */
export function knownSubnets(call: CallContext, ids: readonly string[], members: ErrorMembers): SubnetState[] {
  const { subnets } = networksOf(call);
  return ids.map((id) => {
    const subnet = own(subnets, id);
    if (subnet === undefined) throw invalidParameter(`The subnet ID '${id}' does not exist`, members);
    return subnet;
  });
}

export function endpointAccess(
  asked: VpcConfigRequest,
  members: ErrorMembers,
): Pick<VpcConfigState, 'endpointPublicAccess' | 'endpointPrivateAccess' | 'publicAccessCidrs'> {
  const endpointPublicAccess = asked.endpointPublicAccess ?? true;
  const endpointPrivateAccess = asked.endpointPrivateAccess ?? false;
  if (!endpointPublicAccess && !endpointPrivateAccess) {
    throw invalidParameter('Private and public endpoint access cannot be false', members);
  }
  const given = asked.publicAccessCidrs ?? [];
  const wrong = given.find((cidr) => !CIDR.test(cidr));
  if (wrong !== undefined) throw invalidParameter(`The CIDR ${wrong} in publicAccessCidrs is not valid`, members);
  if (given.length > 0 && !endpointPublicAccess) {
    throw invalidParameter('publicAccessCidrs need public endpoint access', members);
  }
  const publicAccessCidrs = given.length > 0 ? given : endpointPublicAccess ? ['0.0.0.0/0'] : [];
  return { endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs };
}

function checkZones(subnets: readonly SubnetState[], members: ErrorMembers): void {
  const zones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
  if (zones.length < 2) {
    throw invalidParameter('Subnets specified must be in at least two different AZs', members);
  }
  // EKS has no control planes in this zone (EKS user guide, network requirements); the id counts, us-east-1c here.
  const unsupported = zones.find((zone) => zone === 'us-east-1c' || zone === 'ca-central-1c');
  if (unsupported !== undefined) {
    const validZones = ['a', 'b'].map((letter) => `${unsupported.slice(0, -1)}${letter}`);
    const message = `Cannot create cluster because ${unsupported}, the targeted availability zone, does not support EKS.`;
    throw new AwsError('UnsupportedAvailabilityZoneException', 400, message, { ...members, validZones });
  }
}

function checkSecurityGroups(call: CallContext, vpcId: string, ids: readonly string[], members: ErrorMembers): void {
  if (ids.length > MOST_SECURITY_GROUPS) {
    throw invalidParameter(`At most ${MOST_SECURITY_GROUPS} security groups can be given`, members);
  }
  const { securityGroups } = networksOf(call);
  const wrong = ids.find((id) => own(securityGroups, id)?.vpcId !== vpcId);
  if (wrong !== undefined) {
    throw invalidParameter(`Security group(s) [${wrong}] are not in the same VPC as the subnets.`, members);
  }
}
