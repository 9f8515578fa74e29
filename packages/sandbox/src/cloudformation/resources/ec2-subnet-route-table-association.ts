import { ownNetworksOf } from '../../ec2/region.ts';
import { associateRouteTable, associationId, disassociateRouteTable } from '../../ec2/resources/route-tables.ts';
import { permitted } from './permitted.ts';
import { text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2SubnetRouteTableAssociation: ResourceType = {
  required: ['RouteTableId', 'SubnetId'],
  optional: [],
  attributes: ['Id'],
  replacing: ['SubnetId'],
  create(request) {
    const { properties } = request;
    const call = permitted(request, 'AssociateRouteTable');
    const id = associateRouteTable(call, text(properties, 'RouteTableId'), text(properties, 'SubnetId'));
    return { physicalId: id, attributes: { Id: id } };
  },
  /** Another table for the same subnet gives another association, in the place of the first. */
  update(request, { physicalId }) {
    const { properties } = request;
    const call = permitted(request, 'ReplaceRouteTableAssociation');
    disassociateRouteTable(call, physicalId);
    const id = associateRouteTable(call, text(properties, 'RouteTableId'), text(properties, 'SubnetId'));
    return { physicalId: id, attributes: { Id: id } };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DisassociateRouteTable');
    const subnets = Object.values(ownNetworksOf(call).routeTables).flatMap(({ subnetIds }) => subnetIds);
    if (subnets.some((id) => associationId(id) === physicalId)) disassociateRouteTable(call, physicalId);
  },
};
