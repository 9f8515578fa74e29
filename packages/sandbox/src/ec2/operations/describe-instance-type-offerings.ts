import type {
  DescribeInstanceTypeOfferingsRequest,
  DescribeInstanceTypeOfferingsResult,
  InstanceTypeOffering,
  LocationType,
} from '@aws-sdk/client-ec2';
import { INSTANCE_TYPES } from '../../eks/catalogue/instance-types.ts';
import type { CallContext } from '../../world.ts';
import { zonesOf } from '../region.ts';
import { type Selection, select } from '../select.ts';

interface Offering {
  type: string;
  location: string;
}

const selection: Selection<Offering> = {
  missing: 'InvalidParameterValue',
  kind: 'offering',
  idOf: ({ type, location }) => `${type} ${location}`,
  tagsOf: () => ({}),
  filters: { 'instance-type': ({ type }) => [type], location: ({ location }) => [location] },
};

/** Every type is offered in every zone. */
export function describeInstanceTypeOfferings(
  input: DescribeInstanceTypeOfferingsRequest,
  { region }: CallContext,
): DescribeInstanceTypeOfferingsResult {
  const LocationType: LocationType = input.LocationType ?? 'region';
  const all = INSTANCE_TYPES.flatMap(({ name }) =>
    locations(region, LocationType).map((location) => ({ type: name, location })),
  );
  const { items, ...rest } = select(all, selection, { ...input, filters: input.Filters });
  return {
    InstanceTypeOfferings: items.map(({ type, location }) => ({
      InstanceType: type as InstanceTypeOffering['InstanceType'],
      LocationType,
      Location: location,
    })),
    ...rest,
  };
}

function locations(region: string, kind: LocationType): string[] {
  if (kind === 'availability-zone') return zonesOf(region).map(({ name }) => name);
  if (kind === 'availability-zone-id') return zonesOf(region).map(({ id }) => id);
  return kind === 'region' ? [region] : [];
}
