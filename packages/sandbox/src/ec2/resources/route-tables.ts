import type { RouteTableState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { ownNetworksOf } from '../region.ts';
import { rangeOf } from './cidr.ts';
import { dependencyViolation, existing, invalidValue } from './errors.ts';
import { newId } from './new-id.ts';
import { findSubnet } from './subnets.ts';
import { findVpc } from './vpcs.ts';

/** @throws AwsError `InvalidVpcID.NotFound` */
export function createRouteTable(
  call: CallContext,
  { vpcId, tags }: { vpcId: string; tags?: Record<string, string> },
): RouteTableState {
  findVpc(call, vpcId);
  const table = { id: newId(call, 'rtb'), vpcId, main: false, subnetIds: [], routes: [], tags: { ...tags } };
  ownNetworksOf(call).routeTables[table.id] = table;
  return table;
}

/** @throws AwsError `DependencyViolation` for a main table and one with subnets */
export function deleteRouteTable(call: CallContext, id: string): void {
  const table = findRouteTable(call, id);
  if (table.main || table.subnetIds.length > 0) throw dependencyViolation('routeTable', id);
  delete ownNetworksOf(call).routeTables[id];
}

export interface NewRoute {
  destination: string;
  /** An internet gateway. Exactly one of the two targets is given. */
  gatewayId?: string;
  natGatewayId?: string;
}

/** @throws AwsError `RouteAlreadyExists`, or an unknown or unsuitable target */
export function createRoute(call: CallContext, tableId: string, { destination, ...target }: NewRoute): void {
  const table = findRouteTable(call, tableId);
  const { internetGateways, natGateways } = ownNetworksOf(call);
  rangeOf(destination, 'destinationCidrBlock');
  if ((target.gatewayId === undefined) === (target.natGatewayId === undefined)) {
    throw invalidValue('A route has exactly one target: an internet gateway or a NAT gateway.');
  }
  if (target.gatewayId !== undefined) {
    const code = 'InvalidInternetGatewayID.NotFound';
    const gateway = existing(internetGateways, target.gatewayId, code, 'internetGateway');
    if (gateway.vpcId !== table.vpcId) {
      const message = `route table ${tableId} and network gateway ${gateway.id} belong to different networks`;
      throw invalidValue(message);
    }
  }
  if (target.natGatewayId !== undefined) {
    existing(natGateways, target.natGatewayId, 'InvalidNatGatewayID.NotFound', 'NatGateway');
  }
  if (table.routes.some((route) => route.destination === destination)) {
    const message = `The route identified by ${destination} already exists.`;
    throw new AwsError('RouteAlreadyExists', 400, message);
  }
  table.routes.push({ destination, ...target });
}

/** @throws AwsError `InvalidRoute.NotFound` */
export function deleteRoute(call: CallContext, tableId: string, destination: string): void {
  const table = findRouteTable(call, tableId);
  const left = table.routes.filter((route) => route.destination !== destination);
  if (left.length === table.routes.length) {
    const message = `no route with destination-cidr-block ${destination} in route table ${tableId}`;
    throw new AwsError('InvalidRoute.NotFound', 400, message);
  }
  table.routes = left;
}

/** @returns the association's id. @throws AwsError `Resource.AlreadyAssociated` for a subnet that has a table */
export function associateRouteTable(call: CallContext, tableId: string, subnetId: string): string {
  const table = findRouteTable(call, tableId);
  const subnet = findSubnet(call, subnetId);
  if (subnet.vpcId !== table.vpcId) {
    throw invalidValue(`Route table ${tableId} and subnet ${subnetId} belong to different networks`);
  }
  const taken = Object.values(ownNetworksOf(call).routeTables).some(({ subnetIds }) => subnetIds.includes(subnetId));
  if (taken) {
    const message = `the specified association for route table ${tableId} conflicts with an existing association`;
    throw new AwsError('Resource.AlreadyAssociated', 400, message);
  }
  table.subnetIds.push(subnetId);
  return associationId(subnetId);
}

/** @throws AwsError `InvalidAssociationID.NotFound` */
export function disassociateRouteTable(call: CallContext, id: string): void {
  const table = Object.values(ownNetworksOf(call).routeTables).find(({ subnetIds }) =>
    subnetIds.some((subnetId) => associationId(subnetId) === id),
  );
  if (table === undefined) {
    throw new AwsError('InvalidAssociationID.NotFound', 400, `The association ID '${id}' does not exist`);
  }
  table.subnetIds = table.subnetIds.filter((subnetId) => associationId(subnetId) !== id);
}

/** A subnet is associated with one table at most, so its own id names the association. */
export function associationId(subnetId: string): string {
  return `rtbassoc-${subnetId.slice('subnet-'.length)}`;
}

/** @throws AwsError `InvalidRouteTableID.NotFound` */
export function findRouteTable(call: CallContext, id: string): RouteTableState {
  return existing(ownNetworksOf(call).routeTables, id, 'InvalidRouteTableID.NotFound', 'routeTable');
}
