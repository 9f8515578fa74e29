import type { Tag } from '@aws-sdk/client-ec2';
import type { Ec2State } from '../state/ec2-state.ts';
import type { CallContext } from '../world.ts';

/** The networks of a region with a record for every kind. */
export type Networks = Required<Ec2State>;

/** The networks of the region that a call was signed for; none where nothing has been made. What is written is lost there. */
export function networksOf({ world, region }: CallContext): Networks {
  return withEveryKind(world.state.ec2[region] ?? noNetworks());
}

/** The same, to be written to. */
export function ownNetworksOf({ world, region }: Pick<CallContext, 'world' | 'region'>): Networks {
  return withEveryKind((world.state.ec2[region] ??= noNetworks()));
}

/** Three zones in every region. The id of a zone is the region's short name and a number: `usw2-az1`. */
export function zonesOf(region: string): { name: string; id: string }[] {
  const [area = '', direction = '', number = ''] = region.split('-');
  const short = `${area}${direction.replace(/(north|south|east|west|central)/g, (word) => word.slice(0, 1))}${number}`;
  return ['a', 'b', 'c'].map((letter, index) => ({ name: `${region}${letter}`, id: `${short}-az${index + 1}` }));
}

export function tagList(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function noNetworks(): Ec2State {
  return { vpcs: {}, subnets: {}, routeTables: {}, securityGroups: {} };
}

function withEveryKind(networks: Ec2State): Networks {
  networks.internetGateways ??= {};
  networks.natGateways ??= {};
  networks.addresses ??= {};
  networks.launchTemplates ??= {};
  networks.endpoints ??= {};
  return networks as Networks;
}
