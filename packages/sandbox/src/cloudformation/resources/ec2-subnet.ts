import { ownNetworksOf } from '../../ec2/region.ts';
import { createSubnet, deleteSubnet, modifySubnet } from '../../ec2/resources/subnets.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { flag, optionalText, stackMarks, tagsOf, text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2Subnet: ResourceType = {
  required: ['CidrBlock', 'VpcId'],
  optional: ['AvailabilityZone', 'MapPublicIpOnLaunch', 'Tags'],
  attributes: ['AvailabilityZone', 'CidrBlock', 'Ipv6CidrBlocks', 'NetworkAclAssociationId', 'SubnetId', 'VpcId'],
  replacing: ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  create(request) {
    const { properties } = request;
    const zone = optionalText(properties, 'AvailabilityZone');
    const call = permitted(request, 'CreateSubnet');
    const subnet = createSubnet(call, {
      vpcId: text(properties, 'VpcId'),
      cidr: text(properties, 'CidrBlock'),
      ...(zone !== undefined && { availabilityZone: zone }),
      mapPublicIpOnLaunch: flag(properties, 'MapPublicIpOnLaunch') ?? false,
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    return {
      physicalId: subnet.id,
      attributes: {
        AvailabilityZone: subnet.availabilityZone,
        CidrBlock: subnet.cidr,
        Ipv6CidrBlocks: [],
        NetworkAclAssociationId: `aclassoc-${subnet.id.slice('subnet-'.length)}`,
        SubnetId: subnet.id,
        VpcId: subnet.vpcId,
      },
    };
  },
  update(request, { physicalId }) {
    modifySubnet(permitted(request, 'ModifySubnetAttribute'), physicalId, {
      mapPublicIpOnLaunch: flag(request.properties, 'MapPublicIpOnLaunch') ?? false,
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteSubnet');
    if (own(ownNetworksOf(call).subnets, physicalId) !== undefined) deleteSubnet(call, physicalId);
  },
};
