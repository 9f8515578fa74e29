import { closestName, type ConfigData } from '@podpass/cluster-config';
import type { InstanceType } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { textAt, textsAt } from './config-data.ts';
import type { ProvisioningFacts } from './facts.ts';
import { nodeImage } from './node-images.ts';

export interface Machines {
  /** Of the node group. */
  name: string;
  data: ConfigData;
  zones: string[];
}

/** Those that the configuration names, or the default of the peer. */
export function instanceTypesOf(data: ConfigData): string[] {
  const several = textsAt(data, 'instanceTypes');
  const one = textAt(data, 'instanceType');
  if (several.length > 0) return several;
  return [one ?? 'm5.large'];
}

/**
 * The image of a node group, chosen by its family and by its instance types, which are held against what EC2 offers: that
 * they exist, in the group's zones, and that the image fits them.
 */
export function amiTypeOf(draft: PlanDraft, { machines }: ProvisioningFacts, group: Machines): string | undefined {
  const names = instanceTypesOf(group.data);
  const known = names.flatMap((name) => machines?.find((type) => type.name === name) ?? []);
  if (machines === undefined) tellUnknown(draft, group);
  else {
    for (const name of names.filter((each) => !known.some((type) => type.name === each)))
      refuseUnknown(draft, group, name, machines);
    checkZones(draft, group, known);
  }
  return nodeImage(draft, group, { names, known });
}

function tellUnknown(draft: PlanDraft, { name }: Machines): void {
  const message = `Whether the instance types of ${name} exist and are offered in its zones cannot be known beforehand.`;
  const remedy = 'Allow ec2:DescribeInstanceTypes and ec2:DescribeInstanceTypeOfferings to have it checked.';
  draft.finding('warning', 'instance-types-unknown', name, message, remedy);
}

function refuseUnknown(draft: PlanDraft, { name }: Machines, type: string, machines: InstanceType[]): void {
  const meant = closestName(
    type,
    machines.map((each) => each.name),
  );
  const message = `EC2 has no instance type ${type} in this region, which the node group ${name} asks for.`;
  const remedy = meant === undefined ? 'Choose a type that the region offers.' : `Did you mean ${meant}?`;
  draft.finding('blocked', 'instance-type-unfit', `${name}: ${type}`, message, remedy);
}

/** A zone is served as soon as one of the types is offered there. */
function checkZones(draft: PlanDraft, { name, zones }: Machines, known: InstanceType[]): void {
  if (known.length === 0) return;
  const unserved = zones.filter((zone) => !known.some((type) => type.zones.includes(zone)));
  if (unserved.length === 0) return;
  const types = known.map((type) => type.name).join(', ');
  const offered = [...new Set(known.flatMap((type) => type.zones))].toSorted().join(', ');
  const nowhere = unserved.length === zones.length;
  const message = `${types} of the node group ${name} ${known.length === 1 ? 'is' : 'are'} not offered in ${unserved.join(', ')}${nowhere ? '' : ', so that nodes may fail to start there'}.`;
  const remedy = offered === '' ? 'Choose another type.' : `Choose another type, or zones among ${offered}.`;
  draft.finding(nowhere ? 'blocked' : 'warning', 'instance-type-unfit', name, message, remedy);
}
