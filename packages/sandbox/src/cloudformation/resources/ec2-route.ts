import { ownNetworksOf } from '../../ec2/region.ts';
import { createRoute, deleteRoute, type NewRoute } from '../../ec2/resources/route-tables.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import type { JsonObject } from '../template/template.ts';
import { permitted } from './permitted.ts';
import { optionalText, text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** A route of IPv4 to an internet gateway or a NAT gateway. */
export const ec2Route: ResourceType = {
  required: ['DestinationCidrBlock', 'RouteTableId'],
  optional: ['GatewayId', 'NatGatewayId'],
  attributes: ['CidrBlock'],
  replacing: ['DestinationCidrBlock', 'RouteTableId'],
  create(request) {
    const { properties } = request;
    const table = text(properties, 'RouteTableId');
    const route = routeOf(properties);
    createRoute(permitted(request, 'CreateRoute'), table, route);
    return { physicalId: `${table}|${route.destination}`, attributes: { CidrBlock: route.destination } };
  },
  update(request, { physicalId }) {
    const call = permitted(request, 'ReplaceRoute');
    removeRoute(call, request.properties);
    createRoute(call, text(request.properties, 'RouteTableId'), routeOf(request.properties));
    return { physicalId };
  },
  remove(request, { properties }) {
    removeRoute(permitted(request, 'DeleteRoute'), properties);
  },
};

function removeRoute(call: CallContext, properties: JsonObject): void {
  const tableId = text(properties, 'RouteTableId');
  const { destination } = routeOf(properties);
  const table = own(ownNetworksOf(call).routeTables, tableId);
  if (table?.routes.some((route) => route.destination === destination)) deleteRoute(call, tableId, destination);
}

function routeOf(properties: JsonObject): NewRoute {
  const gatewayId = optionalText(properties, 'GatewayId');
  const natGatewayId = optionalText(properties, 'NatGatewayId');
  return {
    destination: text(properties, 'DestinationCidrBlock'),
    ...(gatewayId !== undefined && { gatewayId }),
    ...(natGatewayId !== undefined && { natGatewayId }),
  };
}
