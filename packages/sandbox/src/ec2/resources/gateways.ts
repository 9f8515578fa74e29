import type { AddressState, InternetGatewayState, NatGatewayState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { ownNetworksOf } from '../region.ts';
import { dependencyViolation, existing } from './errors.ts';
import { newId } from './new-id.ts';
import { findSubnet } from './subnets.ts';
import { findVpc } from './vpcs.ts';

type Tags = Record<string, string>;

export function createInternetGateway(call: CallContext, tags: Tags = {}): InternetGatewayState {
  const gateway: InternetGatewayState = { id: newId(call, 'igw'), tags: { ...tags } };
  ownNetworksOf(call).internetGateways[gateway.id] = gateway;
  return gateway;
}

/** @throws AwsError `Resource.AlreadyAssociated`, `InvalidParameterValue` for a VPC that has one */
export function attachInternetGateway(call: CallContext, id: string, vpcId: string): void {
  const gateway = findInternetGateway(call, id);
  findVpc(call, vpcId);
  if (gateway.vpcId !== undefined) {
    const message = `resource ${id} is already attached to network ${gateway.vpcId}`;
    throw new AwsError('Resource.AlreadyAssociated', 400, message);
  }
  if (Object.values(ownNetworksOf(call).internetGateways).some((other) => other.vpcId === vpcId)) {
    const message = `Network ${vpcId} already has an internet gateway attached`;
    throw new AwsError('InvalidParameterValue', 400, message);
  }
  gateway.vpcId = vpcId;
}

/** @throws AwsError `Gateway.NotAttached`, `DependencyViolation` while the network has public addresses in use */
export function detachInternetGateway(call: CallContext, id: string, vpcId: string): void {
  const gateway = findInternetGateway(call, id);
  if (gateway.vpcId !== vpcId) {
    throw new AwsError('Gateway.NotAttached', 400, `resource ${id} is not attached to network ${vpcId}`);
  }
  if (Object.values(ownNetworksOf(call).natGateways).some((nat) => nat.vpcId === vpcId)) {
    const message = `Network ${vpcId} has some mapped public address(es). Please unmap those before detaching the gateway.`;
    throw new AwsError('DependencyViolation', 400, message);
  }
  delete gateway.vpcId;
}

/** Routes through it stay, leading nowhere. @throws AwsError `DependencyViolation` while it is attached */
export function deleteInternetGateway(call: CallContext, id: string): void {
  if (findInternetGateway(call, id).vpcId !== undefined) throw dependencyViolation('internetGateway', id);
  delete ownNetworksOf(call).internetGateways[id];
}

export function findInternetGateway(call: CallContext, id: string): InternetGatewayState {
  const { internetGateways } = ownNetworksOf(call);
  return existing(internetGateways, id, 'InvalidInternetGatewayID.NotFound', 'internetGateway');
}

/** An elastic address, out of the block that is kept for documentation. */
export function allocateAddress(call: CallContext, tags: Tags = {}): AddressState {
  const { addresses } = ownNetworksOf(call);
  const taken = new Set(Object.values(addresses).map(({ publicIp }) => publicIp));
  const free = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`).find((one) => !taken.has(one));
  if (free === undefined) {
    const message = 'The maximum number of addresses has been reached.';
    throw new AwsError('AddressLimitExceeded', 400, message);
  }
  const address = { allocationId: newId(call, 'eipalloc'), publicIp: free, tags: { ...tags } };
  addresses[address.allocationId] = address;
  return address;
}

/** @throws AwsError `InvalidIPAddress.InUse` while a NAT gateway has it */
export function releaseAddress(call: CallContext, allocationId: string): void {
  const { addresses, natGateways } = ownNetworksOf(call);
  findAddress(call, allocationId);
  if (Object.values(natGateways).some((nat) => nat.allocationId === allocationId)) {
    throw new AwsError('InvalidIPAddress.InUse', 400, `Address ${allocationId} is in use.`);
  }
  delete addresses[allocationId];
}

export function findAddress(call: CallContext, allocationId: string): AddressState {
  const { addresses } = ownNetworksOf(call);
  return existing(addresses, allocationId, 'InvalidAllocationID.NotFound', 'allocation');
}

/** A public NAT gateway; it is available at once. @throws AwsError for an unknown or used part */
export function createNatGateway(
  call: CallContext,
  { subnetId, allocationId, tags }: { subnetId: string; allocationId: string; tags?: Tags },
): NatGatewayState {
  const { natGateways } = ownNetworksOf(call);
  const { vpcId } = findSubnet(call, subnetId);
  findAddress(call, allocationId);
  if (Object.values(natGateways).some((nat) => nat.allocationId === allocationId)) {
    const message = `resource ${allocationId} is already associated with a NAT gateway`;
    throw new AwsError('Resource.AlreadyAssociated', 400, message);
  }
  const createdAt = call.world.now();
  const nat = { id: newId(call, 'nat'), vpcId, subnetId, allocationId, createdAt, tags: { ...tags } };
  natGateways[nat.id] = nat;
  return nat;
}

/** @throws AwsError `NatGatewayNotFound` */
export function deleteNatGateway(call: CallContext, id: string): void {
  findNatGateway(call, id);
  delete ownNetworksOf(call).natGateways[id];
}

export function findNatGateway(call: CallContext, id: string): NatGatewayState {
  return existing(ownNetworksOf(call).natGateways, id, 'NatGatewayNotFound', 'NatGateway');
}
