import { allocateAddress, releaseAddress } from '../../ec2/resources/gateways.ts';
import { ownNetworksOf } from '../../ec2/region.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { stackMarks, tagsOf, text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** An elastic IP address. `Ref` gives the address, not the id of the allocation. */
export const ec2Eip: ResourceType = {
  required: [],
  optional: ['Domain', 'Tags'],
  attributes: ['AllocationId', 'PublicIp'],
  replacing: ['Domain'],
  create(request) {
    const tags = { ...tagsOf(request), ...stackMarks(request) };
    const { allocationId, publicIp } = allocateAddress(permitted(request, 'AllocateAddress'), tags);
    return { physicalId: publicIp, attributes: { AllocationId: allocationId, PublicIp: publicIp } };
  },
  update(request, { physicalId, attributes }) {
    const { addresses } = ownNetworksOf(permitted(request, 'CreateTags'));
    const address = own(addresses, text(attributes, 'AllocationId'));
    if (address !== undefined) address.tags = { ...tagsOf(request), ...stackMarks(request) };
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'ReleaseAddress');
    const addresses = Object.values(ownNetworksOf(call).addresses);
    const found = addresses.find(({ publicIp }) => publicIp === physicalId);
    if (found !== undefined) releaseAddress(call, found.allocationId);
  },
};
