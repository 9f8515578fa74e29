import { createInternetGateway, deleteInternetGateway } from '../../ec2/resources/gateways.ts';
import { ownNetworksOf } from '../../ec2/region.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { stackMarks, tagsOf } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2InternetGateway: ResourceType = {
  required: [],
  optional: ['Tags'],
  attributes: ['InternetGatewayId'],
  replacing: [],
  create(request) {
    const tags = { ...tagsOf(request), ...stackMarks(request) };
    const { id } = createInternetGateway(permitted(request, 'CreateInternetGateway'), tags);
    return { physicalId: id, attributes: { InternetGatewayId: id } };
  },
  update(request, { physicalId }) {
    const gateway = own(ownNetworksOf(permitted(request, 'CreateTags')).internetGateways, physicalId);
    if (gateway !== undefined) gateway.tags = { ...tagsOf(request), ...stackMarks(request) };
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteInternetGateway');
    if (own(ownNetworksOf(call).internetGateways, physicalId) !== undefined) deleteInternetGateway(call, physicalId);
  },
};
