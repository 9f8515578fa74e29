import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2';
import type { CallContext } from '../../world.ts';
import { type Selection, select } from '../select.ts';

/** Regions that every account has; the others have to be opted into. */
const REGIONS = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
];

const selection: Selection<string> = {
  missing: 'InvalidParameterValue',
  kind: 'region',
  idOf: (name) => name,
  tagsOf: () => ({}),
  filters: {
    'region-name': (name) => [name],
    endpoint: (name) => [endpointOf(name)],
    'opt-in-status': () => ['opt-in-not-required'],
  },
};

/** No region of the sandbox has to be opted into, so `AllRegions` changes nothing. */
export function describeRegions(input: DescribeRegionsRequest, _call: CallContext): DescribeRegionsResult {
  const { items } = select(REGIONS, selection, {
    DryRun: input.DryRun,
    ids: input.RegionNames,
    filters: input.Filters,
  });
  return {
    Regions: items.map((name) => ({
      RegionName: name,
      Endpoint: endpointOf(name),
      OptInStatus: 'opt-in-not-required',
    })),
  };
}

function endpointOf(region: string): string {
  return `ec2.${region}.amazonaws.com`;
}
