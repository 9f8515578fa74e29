import type { DescribeSubnetsRequest, DescribeSubnetsResult } from '@aws-sdk/client-ec2';
import type { SubnetState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { networksOf, tagList, zonesOf } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<SubnetState> = {
  missing: 'InvalidSubnetID.NotFound',
  kind: 'subnet',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: {
    'subnet-id': ({ id }) => [id],
    'vpc-id': ({ vpcId }) => [vpcId],
    'cidr-block': ({ cidr }) => [cidr],
    'availability-zone': ({ availabilityZone }) => [availabilityZone],
    'default-for-az': ({ defaultForAz }) => [String(defaultForAz)],
    'map-public-ip-on-launch': ({ mapPublicIpOnLaunch }) => [String(mapPublicIpOnLaunch)],
    'available-ip-address-count': ({ freeAddresses }) => [String(freeAddresses)],
    state: () => ['available'],
  },
};

export function describeSubnets(input: DescribeSubnetsRequest, call: CallContext): DescribeSubnetsResult {
  const { account, partition } = call.world.state;
  const all = Object.values(networksOf(call).subnets);
  const { items, ...rest } = select(all, selection, { ...input, ids: input.SubnetIds, filters: input.Filters });
  const zoneIds = new Map(zonesOf(call.region).map(({ name, id }) => [name, id]));
  return {
    Subnets: items.map((subnet) => ({
      SubnetId: subnet.id,
      SubnetArn: `arn:${partition}:ec2:${call.region}:${account}:subnet/${subnet.id}`,
      VpcId: subnet.vpcId,
      CidrBlock: subnet.cidr,
      AvailabilityZone: subnet.availabilityZone,
      AvailabilityZoneId: zoneIds.get(subnet.availabilityZone),
      AvailableIpAddressCount: subnet.freeAddresses,
      AssignIpv6AddressOnCreation: false,
      DefaultForAz: subnet.defaultForAz,
      Ipv6Native: false,
      MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
      OwnerId: account,
      State: 'available',
      Tags: tagList(subnet.tags),
    })),
    ...rest,
  };
}
