import type { DescribeAddressesRequest, DescribeAddressesResult } from '@aws-sdk/client-ec2';
import type { AddressState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<AddressState> = {
  missing: 'InvalidAllocationID.NotFound',
  kind: 'allocation',
  idOf: ({ allocationId }) => allocationId,
  tagsOf: ({ tags }) => tags,
  filters: {
    'allocation-id': ({ allocationId }) => [allocationId],
    'public-ip': ({ publicIp }) => [publicIp],
    domain: () => ['vpc'],
  },
};

export function describeAddresses(input: DescribeAddressesRequest, call: CallContext): DescribeAddressesResult {
  const { addresses, natGateways } = networksOf(call);
  const { PublicIps = [] } = input;
  const all = Object.values(addresses).filter(({ publicIp }) => PublicIps.length === 0 || PublicIps.includes(publicIp));
  const { items } = select(all, selection, {
    DryRun: input.DryRun,
    ids: input.AllocationIds,
    filters: input.Filters,
  });
  const used = new Set(Object.values(natGateways).map(({ allocationId }) => allocationId));
  return {
    Addresses: items.map(({ allocationId, publicIp, tags }) => ({
      AllocationId: allocationId,
      PublicIp: publicIp,
      Domain: 'vpc',
      ...(used.has(allocationId) && { AssociationId: allocationId.replace('eipalloc', 'eipassoc') }),
      Tags: tagList(tags),
    })),
  };
}
