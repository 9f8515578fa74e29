import type { DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult } from '@aws-sdk/client-ec2';
import type { InternetGatewayState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<InternetGatewayState> = {
  missing: 'InvalidInternetGatewayID.NotFound',
  kind: 'internetGateway',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: {
    'internet-gateway-id': ({ id }) => [id],
    'attachment.vpc-id': ({ vpcId }) => (vpcId === undefined ? [] : [vpcId]),
    'attachment.state': ({ vpcId }) => (vpcId === undefined ? [] : ['available']),
  },
};

export function describeInternetGateways(
  input: DescribeInternetGatewaysRequest,
  call: CallContext,
): DescribeInternetGatewaysResult {
  const { items, ...rest } = select(Object.values(networksOf(call).internetGateways), selection, {
    ...input,
    ids: input.InternetGatewayIds,
    filters: input.Filters,
  });
  const OwnerId = call.world.state.account;
  return {
    InternetGateways: items.map(({ id, vpcId, tags }) => ({
      InternetGatewayId: id,
      OwnerId,
      // EC2 says "available" here, which is no value of the SDK's type.
      Attachments: vpcId === undefined ? [] : [{ VpcId: vpcId, State: 'available' as 'attached' }],
      Tags: tagList(tags),
    })),
    ...rest,
  };
}
