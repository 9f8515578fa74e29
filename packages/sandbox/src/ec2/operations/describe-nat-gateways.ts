import type { DescribeNatGatewaysRequest, DescribeNatGatewaysResult } from '@aws-sdk/client-ec2';
import type { NatGatewayState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<NatGatewayState> = {
  missing: 'NatGatewayNotFound',
  kind: 'NatGateway',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: {
    'nat-gateway-id': ({ id }) => [id],
    'subnet-id': ({ subnetId }) => [subnetId],
    'vpc-id': ({ vpcId }) => [vpcId],
    state: () => ['available'],
  },
};

export function describeNatGateways(input: DescribeNatGatewaysRequest, call: CallContext): DescribeNatGatewaysResult {
  const { natGateways, addresses } = networksOf(call);
  const { items, ...rest } = select(Object.values(natGateways), selection, {
    ...input,
    ids: input.NatGatewayIds,
    filters: input.Filter,
  });
  return {
    NatGateways: items.map(({ id, vpcId, subnetId, allocationId, createdAt, tags }) => ({
      NatGatewayId: id,
      VpcId: vpcId,
      SubnetId: subnetId,
      State: 'available',
      ConnectivityType: 'public',
      CreateTime: new Date(createdAt),
      NatGatewayAddresses: [
        {
          AllocationId: allocationId,
          PublicIp: addresses[allocationId]?.publicIp,
          IsPrimary: true,
          Status: 'succeeded',
        },
      ],
      Tags: tagList(tags),
    })),
    ...rest,
  };
}
