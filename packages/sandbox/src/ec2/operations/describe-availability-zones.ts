import type { DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult } from '@aws-sdk/client-ec2';
import { AwsError, type CallContext } from '../../world.ts';
import { zonesOf } from '../region.ts';
import { type Selection, select } from '../select.ts';

type Zone = ReturnType<typeof zonesOf>[number];

const selection: Selection<Zone> = {
  missing: 'InvalidParameterValue',
  kind: 'availability zone',
  idOf: ({ name }) => name,
  tagsOf: () => ({}),
  filters: {
    'zone-name': ({ name }) => [name],
    'zone-id': ({ id }) => [id],
    'zone-type': () => ['availability-zone'],
    'opt-in-status': () => ['opt-in-not-required'],
    'region-name': ({ name }) => [name.slice(0, -1)],
    state: () => ['available'],
  },
};

/** The sandbox has no Local and no Wavelength Zones, so `AllAvailabilityZones` changes nothing. */
export function describeAvailabilityZones(
  input: DescribeAvailabilityZonesRequest,
  call: CallContext,
): DescribeAvailabilityZonesResult {
  const { region } = call;
  const zones = zonesOf(region);
  const unknown = (input.ZoneIds ?? []).filter((wanted) => !zones.some(({ id }) => id === wanted));
  if (unknown.length > 0) {
    throw new AwsError('InvalidParameterValue', 400, `Invalid availability zone-id: [${unknown.join(', ')}]`);
  }
  const all = input.ZoneIds?.length ? zones.filter(({ id }) => input.ZoneIds?.includes(id)) : zones;
  const { items } = select(all, selection, { DryRun: input.DryRun, ids: input.ZoneNames, filters: input.Filters });
  return {
    AvailabilityZones: items.map(({ name, id }) => ({
      ZoneName: name,
      ZoneId: id,
      ZoneType: 'availability-zone',
      RegionName: region,
      GroupName: `${region}-zg-1`,
      NetworkBorderGroup: region,
      OptInStatus: 'opt-in-not-required',
      State: 'available',
      Messages: [],
    })),
  };
}
