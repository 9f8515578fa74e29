import type { ConfigData } from '@podpass/cluster-config';
import type { Networks, Placement } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { entriesAt, textAt, textsAt } from './config-data.ts';
import { checkExistingNetwork, type NamedSubnet, refusedZoneIds } from './existing-network.ts';

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
    entriesAt(config, 'vpc', 'subnets', kind).flatMap(([key, subnet]): NamedSubnet[] => {
      const id = textAt(subnet, 'id');
      if (id !== undefined) return [{ key, id, availabilityZone: textAt(subnet, 'az'), cidr: textAt(subnet, 'cidr') }];
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
    const ids = (from: NamedSubnet[]): Placement => ({ kind: 'existing', subnetIds: from.map(({ id }) => id) });
    const subnetIds = control.length > 0 ? control : all.map(({ id }) => id);
    checkExistingNetwork(draft, config, networks, { named: all, control: subnetIds });
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
  refuseForNewNetwork(draft, config);
  const place = (kind: 'all' | 'private' | 'public'): Placement => ({ kind: 'stack', stackName, subnets: kind });
  return {
    vpc: newVpc(draft, config, networks),
    cluster: place('all'),
    nodes: place('public'),
    privateNodes: place('private'),
    named: new Map(),
  };
}

/** A network to be made has no subnets and groups yet that could be named. */
function refuseForNewNetwork(draft: PlanDraft, config: ConfigData): void {
  const named = [
    ...textsAt(config, 'vpc', 'controlPlaneSubnetIDs'),
    ...textsAt(config, 'vpc', 'controlPlaneSecurityGroupIDs'),
    textAt(config, 'vpc', 'securityGroup') ?? [],
  ].flat();
  for (const id of named) {
    const message = `${id} cannot be of the network that is made for this cluster.`;
    draft.finding('blocked', 'network-unfit', id, message, 'Leave it out, or name existing subnets in vpc.subnets.');
  }
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
