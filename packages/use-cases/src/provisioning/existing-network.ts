import type { ConfigData } from '@podpass/cluster-config';
import type { Networks, Subnet } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { dataAt, textAt, textsAt } from './config-data.ts';

/** Zones in which EKS puts no control plane (eks-and-iam §1.3). */
export const refusedZoneIds: ReadonlySet<string> = new Set(['use1-az3', 'usw1-az2', 'cac1-az3']);
const neededAddresses = 6;

/** A subnet as the configuration names it. */
export interface NamedSubnet {
  key: string;
  id: string;
  availabilityZone?: string | undefined;
  cidr?: string | undefined;
}

type FoundSubnet = Subnet & { vpcId: string };

/**
 * Holds what the configuration says of an existing network against what is there, by the rules of CreateCluster
 * (eks-and-iam §1.3). `control`: the subnets of the control plane.
 */
export function checkExistingNetwork(
  draft: PlanDraft,
  config: ConfigData,
  networks: Networks,
  { named, control }: { named: NamedSubnet[]; control: string[] },
): void {
  const known = networks.vpcs.flatMap((vpc) => vpc.subnets.map((subnet) => ({ ...subnet, vpcId: vpc.id })));
  const ids = [...new Set([...named.map(({ id }) => id), ...control])];
  const found = known.filter(({ id }) => ids.includes(id));
  for (const id of ids.filter((each) => !found.some((subnet) => subnet.id === each))) {
    block(draft, id, `There is no subnet ${id} in this region.`, 'Check its id and the region.');
  }
  checkNames(draft, named, found);
  checkVpc(draft, config, networks, found);
  checkControlPlane(
    draft,
    networks,
    found.filter(({ id }) => control.includes(id)),
  );
  tellWithoutEffect(draft, config);
}

function checkNames(draft: PlanDraft, named: NamedSubnet[], found: FoundSubnet[]): void {
  for (const { key, id, availabilityZone, cidr } of named) {
    const subnet = found.find((each) => each.id === id);
    if (subnet === undefined) continue;
    if (availabilityZone !== undefined && availabilityZone !== subnet.availabilityZone)
      block(draft, id, `${key}: ${id} is in ${subnet.availabilityZone}, not in ${availabilityZone}.`);
    if (cidr !== undefined && cidr !== subnet.cidr)
      block(draft, id, `${key}: ${id} has the range ${subnet.cidr}, not ${cidr}.`);
  }
}

function checkVpc(draft: PlanDraft, config: ConfigData, { vpcs }: Networks, found: FoundSubnet[]): void {
  const id = textAt(config, 'vpc', 'id');
  const ids = new Set(found.map((subnet) => subnet.vpcId));
  if (id !== undefined && !vpcs.some((vpc) => vpc.id === id))
    block(draft, id, `There is no network ${id} in this region.`, 'Check its id and the region.');
  else if (id !== undefined) {
    for (const subnet of found.filter(({ vpcId }) => vpcId !== id))
      block(draft, subnet.id, `${subnet.id} is not in the network ${id}.`);
  }
  if (ids.size > 1) block(draft, 'vpc.subnets', `The subnets are of ${ids.size} networks: ${[...ids].join(', ')}.`);
  const vpc = vpcs.find((each) => each.id === (id ?? [...ids][0]));
  const cidr = textAt(config, 'vpc', 'cidr');
  if (vpc !== undefined && cidr !== undefined && cidr !== vpc.cidr)
    block(draft, 'vpc.cidr', `The network ${vpc.id} has the range ${vpc.cidr}, not ${cidr}.`, 'Leave vpc.cidr out.');
  if (vpc === undefined) return;
  const named = [textAt(config, 'vpc', 'securityGroup') ?? [], textsAt(config, 'vpc', 'controlPlaneSecurityGroupIDs')];
  for (const group of named.flat().filter((each) => !vpc.securityGroups.some((known) => known.id === each)))
    block(draft, group, `There is no security group ${group} in the network ${vpc.id}.`);
}

function checkControlPlane(draft: PlanDraft, { availabilityZones }: Networks, subnets: FoundSubnet[]): void {
  for (const subnet of subnets) {
    if (subnet.freeAddresses < neededAddresses) {
      const message = `${subnet.id} has ${subnet.freeAddresses} free addresses; a cluster needs ${neededAddresses}.`;
      block(draft, subnet.id, message);
    }
    const zone = availabilityZones.find(({ name }) => name === subnet.availabilityZone);
    if (zone && refusedZoneIds.has(zone.id))
      block(draft, subnet.id, `EKS offers no control plane in the zone ${zone.name}.`);
  }
  if (new Set(subnets.map((subnet) => subnet.availabilityZone)).size < 2) {
    const remedy = 'Name subnets of different zones.';
    block(draft, 'vpc.subnets', 'A cluster needs subnets in at least two zones.', remedy);
  }
}

/** What describes a network to be made says nothing about one that is there. */
function tellWithoutEffect(draft: PlanDraft, config: ConfigData): void {
  const fields = [['vpc', 'nat', 'gateway'] as const, ['availabilityZones'] as const];
  for (const path of fields.filter((each) => dataAt(config, ...each) !== undefined)) {
    const message = `${path.join('.')} has no effect: the network exists.`;
    draft.finding('info', 'no-effect', path.join('.'), message);
  }
}

function block(draft: PlanDraft, subject: string, message: string, remedy?: string): void {
  draft.finding('blocked', 'network-unfit', subject, message, remedy);
}
