import type { DescribeVpcsRequest, DescribeVpcsResult } from '@aws-sdk/client-ec2';
import type { VpcState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<VpcState> = {
  missing: 'InvalidVpcID.NotFound',
  kind: 'vpc',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: {
    'vpc-id': ({ id }) => [id],
    cidr: ({ cidr }) => [cidr],
    'cidr-block-association.cidr-block': ({ cidr }) => [cidr],
    'is-default': ({ isDefault }) => [String(isDefault)],
    state: () => ['available'],
  },
};

export function describeVpcs(input: DescribeVpcsRequest, call: CallContext): DescribeVpcsResult {
  const all = Object.values(networksOf(call).vpcs);
  const { items, ...rest } = select(all, selection, { ...input, ids: input.VpcIds, filters: input.Filters });
  return {
    Vpcs: items.map(({ id, cidr, isDefault, tags }) => ({
      VpcId: id,
      CidrBlock: cidr,
      CidrBlockAssociationSet: [
        {
          AssociationId: `vpc-cidr-assoc-${id.slice('vpc-'.length)}`,
          CidrBlock: cidr,
          CidrBlockState: { State: 'associated' },
        },
      ],
      DhcpOptionsId: 'dopt-0f1e2d3c4b5a69788',
      InstanceTenancy: 'default',
      IsDefault: isDefault,
      OwnerId: call.world.state.account,
      State: 'available',
      Tags: tagList(tags),
    })),
    ...rest,
  };
}
