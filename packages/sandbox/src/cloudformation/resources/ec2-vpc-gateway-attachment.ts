import { ownNetworksOf } from '../../ec2/region.ts';
import { attachInternetGateway, detachInternetGateway } from '../../ec2/resources/gateways.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** Of an internet gateway; the sandbox has no VPN gateways. */
export const ec2VpcGatewayAttachment: ResourceType = {
  required: ['InternetGatewayId', 'VpcId'],
  optional: [],
  attributes: ['AttachmentType'],
  replacing: [],
  create(request) {
    const vpcId = text(request.properties, 'VpcId');
    attachInternetGateway(
      permitted(request, 'AttachInternetGateway'),
      text(request.properties, 'InternetGatewayId'),
      vpcId,
    );
    return { physicalId: `IGW|${vpcId}`, attributes: { AttachmentType: 'IGW' } };
  },
  remove(request, { properties }) {
    const call = permitted(request, 'DetachInternetGateway');
    const id = text(properties, 'InternetGatewayId');
    const vpcId = text(properties, 'VpcId');
    if (own(ownNetworksOf(call).internetGateways, id)?.vpcId === vpcId) detachInternetGateway(call, id, vpcId);
  },
};
