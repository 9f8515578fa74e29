import { ownNetworksOf } from '../../ec2/region.ts';
import { createRouteTable, deleteRouteTable, findRouteTable } from '../../ec2/resources/route-tables.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { stackMarks, tagsOf, text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2RouteTable: ResourceType = {
  required: ['VpcId'],
  optional: ['Tags'],
  attributes: ['RouteTableId'],
  replacing: ['VpcId'],
  create(request) {
    const tags = { ...tagsOf(request), ...stackMarks(request) };
    const vpcId = text(request.properties, 'VpcId');
    const { id } = createRouteTable(permitted(request, 'CreateRouteTable'), { vpcId, tags });
    return { physicalId: id, attributes: { RouteTableId: id } };
  },
  update(request, { physicalId }) {
    const table = findRouteTable(permitted(request, 'CreateTags'), physicalId);
    table.tags = { ...tagsOf(request), ...stackMarks(request) };
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteRouteTable');
    if (own(ownNetworksOf(call).routeTables, physicalId) !== undefined) deleteRouteTable(call, physicalId);
  },
};
