import {
  DescribeAvailabilityZonesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  paginateDescribeSubnets,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY, demoState } from '../../src/index.ts';
import { REGION, type RunningSandbox, runSandbox } from '../running-sandbox.ts';

let running: RunningSandbox;
let ec2: EC2Client;
const clients: EC2Client[] = [];

function client(credentials: { accessKeyId: string; secretAccessKey: string }, region = REGION): EC2Client {
  const made = new EC2Client({ endpoint: running.sandbox.url, region, credentials, maxAttempts: 1 });
  clients.push(made);
  return made;
}

beforeAll(async () => {
  running = await runSandbox({ state: await demoState() });
  ec2 = client({ ...ADMIN_ACCESS_KEY });
});

afterAll(async () => {
  for (const made of clients) made.destroy();
  await running.stop();
});

const production = { Name: 'tag:Name', Values: ['prod*'] };

describe('networks of the demo', () => {
  it('has the default VPC and one for production', async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Object.fromEntries(Vpcs.map(({ CidrBlock = '', IsDefault }) => [CidrBlock, IsDefault]))).toEqual({
      '10.20.0.0/16': false,
      '172.31.0.0/16': true,
    });
  });

  it('has public and private subnets in three zones', async () => {
    const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(AvailabilityZones.map(({ ZoneName, ZoneId }) => [ZoneName, ZoneId])).toEqual([
      ['us-west-2a', 'usw2-az1'],
      ['us-west-2b', 'usw2-az2'],
      ['us-west-2c', 'usw2-az3'],
    ]);
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: [production] }));
    expect(Subnets).toHaveLength(6);
    expect(new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(3);
    const gateway = { Name: 'route.gateway-id', Values: ['igw-*'] };
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters: [gateway, production] }));
    const publicIds = RouteTables.flatMap(({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId));
    const names = Subnets.filter(({ SubnetId }) => publicIds.includes(SubnetId)).map(
      ({ Tags = [] }) => Tags.find(({ Key }) => Key === 'Name')?.Value,
    );
    expect(names).toEqual(['a', 'b', 'c'].map((zone) => `production-public-us-west-2${zone}`));
  });

  it('has nothing in a region that nobody used', async () => {
    const elsewhere = client({ ...ADMIN_ACCESS_KEY }, 'eu-west-1');
    expect((await elsewhere.send(new DescribeSubnetsCommand({}))).Subnets ?? []).toEqual([]);
  });
});

describe('lists', () => {
  it('come page by page with tokens', async () => {
    const pages: number[] = [];
    const ids = new Set<string | undefined>();
    for await (const { Subnets = [] } of paginateDescribeSubnets({ client: ec2, pageSize: 5 }, {})) {
      pages.push(Subnets.length);
      for (const { SubnetId } of Subnets) ids.add(SubnetId);
    }
    expect(pages).toEqual([5, 4]);
    expect(ids.size).toBe(9);
  });

  it.each([
    ['the group name', { Filters: [{ Name: 'group-name', Values: ['default'] }] }, 2],
    ['one of several values', { Filters: [{ Name: 'group-name', Values: ['x', 'production-*'] }] }, 1],
    ['several filters at once', { Filters: [production, { Name: 'group-name', Values: ['default'] }] }, 0],
    ['a tag key', { Filters: [{ Name: 'tag-key', Values: ['environment', 'kubernetes.io/cluster/legacy-prod'] }] }, 1],
    ['one character', { Filters: [{ Name: 'group-name', Values: ['defaul?'] }] }, 2],
    ['no pattern of ours', { Filters: [{ Name: 'group-name', Values: ['.*'] }] }, 0],
    ['the name in the default VPC', { GroupNames: ['default'] }, 1],
  ])('are filtered by %s', async (_what, input, count) => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(input));
    expect(SecurityGroups).toHaveLength(count);
  });
});

describe('refusals', () => {
  it.each([
    ['an unknown VPC', new DescribeVpcsCommand({ VpcIds: ['vpc-0123'] }), 'InvalidVpcID.NotFound'],
    ['an unknown subnet', new DescribeSubnetsCommand({ SubnetIds: ['subnet-1'] }), 'InvalidSubnetID.NotFound'],
    ['an unknown group', new DescribeSecurityGroupsCommand({ GroupIds: ['sg-1'] }), 'InvalidGroup.NotFound'],
    ['an unknown table', new DescribeRouteTablesCommand({ RouteTableIds: ['rtb-1'] }), 'InvalidRouteTableID.NotFound'],
    [
      'an unknown filter',
      new DescribeVpcsCommand({ Filters: [{ Name: 'toString', Values: ['x'] }] }),
      'InvalidParameterValue',
    ],
    ['a page that is too small', new DescribeSubnetsCommand({ MaxResults: 4 }), 'InvalidParameterValue'],
    ['a page that is too large', new DescribeRouteTablesCommand({ MaxResults: 101 }), 'InvalidParameterValue'],
    ['a token that is not ours', new DescribeVpcsCommand({ NextToken: 'eyJ9' }), 'InvalidParameterValue'],
    [
      'ids with a page size',
      new DescribeVpcsCommand({ VpcIds: ['vpc-09f8e7d6c5b4a3921'], MaxResults: 5 }),
      'InvalidParameterCombination',
    ],
    ['a dry run', new DescribeVpcsCommand({ DryRun: true }), 'DryRunOperation'],
    ['an unknown zone', new DescribeAvailabilityZonesCommand({ ZoneIds: ['mars-az1'] }), 'InvalidParameterValue'],
  ])('%s', async (_what, command, name) => {
    await expect(ec2.send(command)).rejects.toMatchObject({ name });
  });

  it('an unknown key', async () => {
    const stranger = client({ accessKeyId: 'AKIASTRANGER00000000', secretAccessKey: 'x' });
    await expect(stranger.send(new DescribeVpcsCommand({}))).rejects.toMatchObject({ name: 'AuthFailure' });
  });
});
