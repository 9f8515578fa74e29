import { ownNetworksOf } from '../../ec2/region.ts';
import { createVpc, deleteVpc, modifyVpc } from '../../ec2/resources/vpcs.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { permitted } from './permitted.ts';
import { flag, stackMarks, tagsOf, text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2Vpc: ResourceType = {
  required: ['CidrBlock'],
  optional: ['EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy', 'Tags'],
  attributes: [
    'CidrBlock',
    'CidrBlockAssociations',
    'DefaultNetworkAcl',
    'DefaultSecurityGroup',
    'Ipv6CidrBlocks',
    'VpcId',
  ],
  replacing: ['CidrBlock', 'InstanceTenancy'],
  create(request) {
    const { properties } = request;
    const call = permitted(request, 'CreateVpc');
    const vpc = createVpc(call, {
      cidr: text(properties, 'CidrBlock'),
      dnsSupport: flag(properties, 'EnableDnsSupport') ?? true,
      dnsHostnames: flag(properties, 'EnableDnsHostnames') ?? false,
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    return {
      physicalId: vpc.id,
      attributes: {
        CidrBlock: vpc.cidr,
        CidrBlockAssociations: [`vpc-cidr-assoc-${vpc.id.slice('vpc-'.length)}`],
        DefaultNetworkAcl: `acl-${vpc.id.slice('vpc-'.length)}`,
        DefaultSecurityGroup: defaultGroupOf(call, vpc.id),
        Ipv6CidrBlocks: [],
        VpcId: vpc.id,
      },
    };
  },
  update(request, { physicalId }) {
    modifyVpc(permitted(request, 'ModifyVpcAttribute'), physicalId, {
      dnsSupport: flag(request.properties, 'EnableDnsSupport') ?? true,
      dnsHostnames: flag(request.properties, 'EnableDnsHostnames') ?? false,
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteVpc');
    if (own(ownNetworksOf(call).vpcs, physicalId) !== undefined) deleteVpc(call, physicalId);
  },
};

function defaultGroupOf(call: CallContext, vpcId: string): string {
  const groups = Object.values(ownNetworksOf(call).securityGroups);
  return groups.find((group) => group.vpcId === vpcId && group.name === 'default')?.id ?? '';
}
