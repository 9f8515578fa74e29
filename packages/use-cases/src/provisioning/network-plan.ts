import type { ConfigData } from '@podpass/cluster-config';
import type { Networks, Placement } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { entriesAt, textAt, textsAt } from './config-data.ts';

/** Zones in which EKS puts no control plane (eks-and-iam §1.3). */
const refusedZoneIds: ReadonlySet<string> = new Set(['use1-az3', 'usw1-az2', 'cac1-az3']);
const neededAddresses = 6;

/** Where the cluster and its nodes are put. */
export interface NetworkPlan {
  /** A new network; undefined if it exists already. */
  vpc: NewVpc | undefined;
  cluster: Placement;
  /** Of nodes in general, and of those in private subnets. */
  nodes: Placement;
  privateNodes: Placement;
  /** Ids of existing subnets by the key under which the configuration names them. */
  named: ReadonlyMap<string, string>;
}

export interface NewVpc {
  cidr: string;
  zones: string[];
  nat: 'HighlyAvailable' | 'Single' | 'Disable';
}

/** Plans the network, or says in findings why it cannot be. */
export function planNetwork(draft: PlanDraft, config: ConfigData, networks: Networks, stackName: string): NetworkPlan {
  const subnets = (kind: string) =>
    entriesAt(config, 'vpc', 'subnets', kind).flatMap(([key, subnet]) => {
      const id = textAt(subnet, 'id');
      if (id !== undefined) return [{ key, id }];
      const message = `vpc.subnets.${kind}.${key} names no id: only existing subnets can be named.`;
      draft.finding(
        'blocked',
        'network-unfit',
        key,
        message,
        'Give its id, or leave vpc.subnets out for a new network.',
      );
      return [];
    });
  const [publics, privates] = [subnets('public'), subnets('private')];
  const all = [...privates, ...publics];
  if (all.length > 0) {
    const control = textsAt(config, 'vpc', 'controlPlaneSubnetIDs');
    const ids = (from: { id: string }[]): Placement => ({ kind: 'existing', subnetIds: from.map(({ id }) => id) });
    const subnetIds = control.length > 0 ? control : all.map(({ id }) => id);
    checkSubnets(draft, networks, subnetIds, textAt(config, 'vpc', 'id'));
    return {
      vpc: undefined,
      cluster: { kind: 'existing', subnetIds },
      nodes: ids(publics.length > 0 ? publics : privates),
      privateNodes: ids(privates),
      named: new Map(all.map(({ key, id }) => [key, id])),
    };
  }
  if (textAt(config, 'vpc', 'id') !== undefined) {
    const message = 'vpc.id names an existing network, but no subnets of it.';
    draft.finding('blocked', 'network-unfit', 'vpc.subnets', message, 'Name its subnets in vpc.subnets.');
  }
  const place = (kind: 'all' | 'private' | 'public'): Placement => ({ kind: 'stack', stackName, subnets: kind });
  return {
    vpc: newVpc(draft, config, networks),
    cluster: place('all'),
    nodes: place('public'),
    privateNodes: place('private'),
    named: new Map(),
  };
}

function newVpc(draft: PlanDraft, config: ConfigData, { availabilityZones }: Networks): NewVpc {
  const usable = availabilityZones.filter(({ id }) => !refusedZoneIds.has(id)).map(({ name }) => name);
  const asked = [...new Set(textsAt(config, 'availabilityZones'))];
  const zones = asked.length > 0 ? asked : usable.slice(0, 3);
  for (const zone of zones.filter((name) => !usable.includes(name))) {
    const message = `EKS offers no control plane in the zone ${zone}, or the zone is not open to this account.`;
    draft.finding('blocked', 'network-unfit', zone, message, `Choose among ${usable.join(', ')}.`);
  }
  if (zones.length < 2) {
    const message = 'A cluster needs subnets in at least two zones.';
    draft.finding('blocked', 'network-unfit', 'availabilityZones', message);
  }
  const cidr = textAt(config, 'vpc', 'cidr') ?? '192.168.0.0/16';
  if (Number(cidr.split('/')[1]) > 24) {
    const message = `${cidr} is too small to be cut into subnets.`;
    draft.finding('blocked', 'network-unfit', 'vpc.cidr', message, 'Choose a range of /16 to /24.');
  }
  const nat = textAt(config, 'vpc', 'nat', 'gateway');
  return { cidr, zones, nat: nat === 'HighlyAvailable' || nat === 'Disable' ? nat : 'Single' };
}

/** The rules of CreateCluster for existing subnets (eks-and-iam §1.3). */
function checkSubnets(
  draft: PlanDraft,
  { vpcs, availabilityZones }: Networks,
  ids: string[],
  vpcId: string | undefined,
) {
  const known = vpcs.flatMap((vpc) => vpc.subnets.map((subnet) => ({ ...subnet, vpcId: vpc.id })));
  const found = known.filter(({ id }) => ids.includes(id));
  const block = (subject: string, message: string, remedy?: string) =>
    draft.finding('blocked', 'network-unfit', subject, message, remedy);
  for (const id of ids.filter((each) => !found.some((subnet) => subnet.id === each))) {
    block(id, `There is no subnet ${id} in this region.`, 'Check its id and the region.');
  }
  for (const subnet of found) {
    if (vpcId !== undefined && subnet.vpcId !== vpcId) block(subnet.id, `${subnet.id} is not in the network ${vpcId}.`);
    if (subnet.freeAddresses < neededAddresses)
      block(subnet.id, `${subnet.id} has ${subnet.freeAddresses} free addresses; a cluster needs ${neededAddresses}.`);
    const zone = availabilityZones.find(({ name }) => name === subnet.availabilityZone);
    if (zone && refusedZoneIds.has(zone.id)) block(subnet.id, `EKS offers no control plane in the zone ${zone.name}.`);
  }
  const networks = new Set(found.map((subnet) => subnet.vpcId));
  if (networks.size > 1)
    block('vpc.subnets', `The subnets are of ${networks.size} networks: ${[...networks].join(', ')}.`);
  if (new Set(found.map((subnet) => subnet.availabilityZone)).size < 2)
    block('vpc.subnets', 'A cluster needs subnets in at least two zones.', 'Name subnets of different zones.');
}
