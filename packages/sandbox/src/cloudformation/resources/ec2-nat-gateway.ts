import { createNatGateway, deleteNatGateway } from '../../ec2/resources/gateways.ts';
import { ownNetworksOf } from '../../ec2/region.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { permitted } from './permitted.ts';
import { optionalText, stackMarks, tagsOf, text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2NatGateway: ResourceType = {
  required: ['SubnetId'],
  optional: ['AllocationId', 'ConnectivityType', 'Tags'],
  attributes: ['NatGatewayId'],
  replacing: ['AllocationId', 'ConnectivityType', 'SubnetId'],
  create(request) {
    const { properties } = request;
    const allocationId = optionalText(properties, 'AllocationId');
    if (allocationId === undefined || optionalText(properties, 'ConnectivityType') === 'private') {
      throw validationError('The sandbox has public NAT gateways only, each with an AllocationId.');
    }
    const { id } = createNatGateway(permitted(request, 'CreateNatGateway'), {
      subnetId: text(properties, 'SubnetId'),
      allocationId,
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    return { physicalId: id, attributes: { NatGatewayId: id } };
  },
  update(request, { physicalId }) {
    const gateway = own(ownNetworksOf(permitted(request, 'CreateTags')).natGateways, physicalId);
    if (gateway !== undefined) gateway.tags = { ...tagsOf(request), ...stackMarks(request) };
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteNatGateway');
    if (own(ownNetworksOf(call).natGateways, physicalId) !== undefined) deleteNatGateway(call, physicalId);
  },
};
