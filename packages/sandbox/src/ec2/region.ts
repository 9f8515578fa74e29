import type { Tag } from '@aws-sdk/client-ec2';
import type { Ec2State } from '../state/ec2-state.ts';
import type { CallContext } from '../world.ts';

/** The networks of the region that a call was signed for; none where nothing has been made. */
export function networksOf({ world, region }: CallContext): Ec2State {
  return world.state.ec2[region] ?? { vpcs: {}, subnets: {}, routeTables: {}, securityGroups: {} };
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
