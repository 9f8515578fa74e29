import {
  type AvailabilityZone,
  DescribeAvailabilityZonesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2ClientResolvedConfig,
  type SecurityGroup as SdkSecurityGroup,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  type Subnet as SdkSubnet,
  type Tag,
  type Vpc as SdkVpc,
} from '@aws-sdk/client-ec2';
import { type CallOptions, type CataloguePort, Networks, type Subnet, type Vpc } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { collect, type Page, pages } from '../calls/pages.ts';
import { conforming, pageToken, required, requiredList } from '../errors/answer.ts';
import { type PublicSubnets, publicSubnets } from './public-subnets.ts';

export type Ec2Caller = Caller<ServiceInputTypes, ServiceOutputTypes, EC2ClientResolvedConfig>;

/** The most that each of the lists gives at once. */
const MaxResults = 1000;
/** Route tables have a limit of their own. */
const maxRouteTables = 100;

export function networkReads(callerOf: (region: string) => Ec2Caller): Pick<CataloguePort, 'listNetworks'> {
  return {
    async listNetworks(region, options = {}) {
      const call = callerOf(region);
      const [zones, vpcs, subnets, groups, routeTables] = await Promise.all([
        availabilityZones(call, options),
        all((NextToken) =>
          call(new DescribeVpcsCommand({ NextToken, MaxResults }), (out) => page(out.Vpcs, out.NextToken), options),
        ),
        all((NextToken) =>
          call(
            new DescribeSubnetsCommand({ NextToken, MaxResults }),
            (out) => page(out.Subnets, out.NextToken),
            options,
          ),
        ),
        all((NextToken) =>
          call(
            new DescribeSecurityGroupsCommand({ NextToken, MaxResults }),
            (out) => page(out.SecurityGroups, out.NextToken),
            options,
          ),
        ),
        all((NextToken) =>
          call(
            new DescribeRouteTablesCommand({ NextToken, MaxResults: maxRouteTables }),
            (out) => page(out.RouteTables, out.NextToken),
            options,
          ),
        ),
      ]);
      const isPublic = publicSubnets(routeTables);
      const read = vpcs.map((vpc) => readVpc(vpc, { subnets, groups, isPublic })).toSorted(ownFirst);
      return conforming(Networks, { availabilityZones: zones, vpcs: read }, 'networks');
    },
  };
}

function all<Item>(fetch: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  return collect(pages(fetch));
}

/** EC2 leaves out a list that is empty. */
function page<Item>(items: Item[] | undefined, next: string | undefined): Page<Item> {
  return { items: requiredList(items ?? [], 'list'), next: pageToken(next) };
}

async function availabilityZones(call: Ec2Caller, { signal }: CallOptions) {
  const zones = await call(
    new DescribeAvailabilityZonesCommand({}),
    (out) => requiredList(out.AvailabilityZones ?? [], 'AvailabilityZones'),
    { signal },
  );
  return zones.filter(usable).map((zone) => ({
    name: required(zone.ZoneName, 'AvailabilityZones.ZoneName'),
    id: zone.ZoneId ?? '',
  }));
}

/** Control planes and node groups do not go into Local or Wavelength Zones by themselves. */
function usable({ ZoneType, State, OptInStatus }: AvailabilityZone): boolean {
  return (
    (ZoneType ?? 'availability-zone') === 'availability-zone' && State === 'available' && OptInStatus !== 'not-opted-in'
  );
}

interface Parts {
  subnets: SdkSubnet[];
  groups: SdkSecurityGroup[];
  isPublic: PublicSubnets;
}

function readVpc(vpc: SdkVpc, { subnets, groups, isPublic }: Parts): Vpc {
  const id = required(vpc.VpcId, 'Vpcs.VpcId');
  return {
    id,
    name: tagsOf(vpc.Tags)['Name'] ?? '',
    cidr: required(vpc.CidrBlock, 'Vpcs.CidrBlock'),
    ipv6Cidr: vpc.Ipv6CidrBlockAssociationSet?.find(({ Ipv6CidrBlockState }) => associated(Ipv6CidrBlockState))
      ?.Ipv6CidrBlock,
    default: vpc.IsDefault ?? false,
    subnets: subnets
      .filter(({ VpcId }) => VpcId === id)
      .map((subnet) => readSubnet(subnet, isPublic))
      .toSorted((left, right) => left.availabilityZone.localeCompare(right.availabilityZone) || byName(left, right)),
    securityGroups: groups
      .filter(({ VpcId }) => VpcId === id)
      .map((group) => ({
        id: required(group.GroupId, 'SecurityGroups.GroupId'),
        name: group.GroupName ?? '',
        description: group.Description ?? '',
      }))
      .toSorted(byName),
  };
}

function readSubnet(subnet: SdkSubnet, isPublic: PublicSubnets): Subnet {
  const id = required(subnet.SubnetId, 'Subnets.SubnetId');
  const tags = tagsOf(subnet.Tags);
  return {
    id,
    name: tags['Name'] ?? '',
    // A subnet with IPv6 alone has none.
    cidr: subnet.CidrBlock ?? '',
    ipv6Cidr: subnet.Ipv6CidrBlockAssociationSet?.find(({ Ipv6CidrBlockState }) => associated(Ipv6CidrBlockState))
      ?.Ipv6CidrBlock,
    availabilityZone: required(subnet.AvailabilityZone, 'Subnets.AvailabilityZone'),
    public: isPublic({ id, vpcId: subnet.VpcId ?? '' }),
    freeAddresses: subnet.AvailableIpAddressCount ?? 0,
    tags,
  };
}

function associated(state: { State?: string | undefined } | undefined): boolean {
  return state?.State === 'associated';
}

function tagsOf(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

function ownFirst(left: Vpc, right: Vpc): number {
  return Number(left.default) - Number(right.default) || byName(left, right);
}

function byName(left: { id: string; name: string }, right: { id: string; name: string }): number {
  return left.name.localeCompare(right.name, 'en') || left.id.localeCompare(right.id, 'en');
}
