import { zonesOf } from '../ec2/region.ts';
import type { Ec2State, SubnetState, VpcState } from '../state/ec2-state.ts';
import type { SeedContext } from './seed-context.ts';

/** Ids are fixed, so that saved configurations fit each demo. */
const production = 'a1b2c3d4e5f60718';
const standard = '9f8e7d6c5b4a3921';

/** Where the clusters of the demo are: the private subnets. */
export const PRODUCTION_NETWORK = {
  vpcId: `vpc-0${production}`,
  subnetIds: [0, 1, 2].map(privateSubnet),
};

/** The default VPC that AWS gives each region, and one for production with public and private subnets in each zone. */
export function seedNetworks({ state, region }: SeedContext): void {
  const networks: Ec2State = { vpcs: {}, subnets: {}, routeTables: {}, securityGroups: {} };
  state.ec2[region] = networks;
  seedDefaultVpc(networks, region);
  seedProductionVpc(networks, region);
  seedGateways(networks);
}

function seedDefaultVpc(networks: Ec2State, region: string): void {
  const vpc = addVpc(networks, { id: `vpc-0${standard}`, cidr: '172.31.0.0/16', isDefault: true, tags: {} });
  zonesOf(region).forEach(({ name }, index) => {
    addSubnet(networks, vpc, {
      id: `subnet-0${standard.slice(0, 14)}0${index}`,
      cidr: `172.31.${index * 16}.0/20`,
      availabilityZone: name,
      freeAddresses: 4091,
      mapPublicIpOnLaunch: true,
      defaultForAz: true,
      tags: {},
    });
  });
  const id = `rtb-0${standard}`;
  const routes = [{ destination: '0.0.0.0/0', gatewayId: `igw-0${standard}` }];
  networks.routeTables[id] = { id, vpcId: vpc.id, main: true, subnetIds: [], routes, tags: {} };
}

function seedProductionVpc(networks: Ec2State, region: string): void {
  const vpc = addVpc(networks, {
    id: `vpc-0${production}`,
    cidr: '10.20.0.0/16',
    isDefault: false,
    tags: { Name: 'production', environment: 'production' },
  });
  const main = `rtb-0${production}`;
  networks.routeTables[main] = { id: main, vpcId: vpc.id, main: true, subnetIds: [], routes: [], tags: {} };
  const internet = [{ destination: '0.0.0.0/0', gatewayId: `igw-0${production}` }];
  const nat = [{ destination: '0.0.0.0/0', natGatewayId: `nat-0${production}` }];
  const zones = zonesOf(region).map(({ name }) => name);
  const shared = { mapPublicIpOnLaunch: false, defaultForAz: false };
  const publicIds = zones.map((availabilityZone, index) =>
    addSubnet(networks, vpc, {
      ...shared,
      id: publicSubnet(index),
      cidr: `10.20.${index}.0/24`,
      availabilityZone,
      freeAddresses: 238 + index,
      tags: { Name: `production-public-${availabilityZone}`, 'kubernetes.io/role/elb': '1' },
    }),
  );
  const privateIds = zones.map((availabilityZone, index) =>
    addSubnet(networks, vpc, {
      ...shared,
      id: privateSubnet(index),
      cidr: `10.20.${64 + index * 32}.0/19`,
      availabilityZone,
      freeAddresses: 8012 - index * 37,
      tags: { Name: `production-private-${availabilityZone}`, 'kubernetes.io/role/internal-elb': '1' },
    }),
  );
  for (const [kind, subnetIds, routes] of [
    ['public', publicIds, internet],
    ['private', privateIds, nat],
  ] as const) {
    const id = `rtb-0${production.slice(0, 15)}${kind === 'public' ? 'a' : 'b'}`;
    const tags = { Name: `production-${kind}` };
    networks.routeTables[id] = { id, vpcId: vpc.id, main: false, subnetIds, routes, tags };
  }
  const group = `sg-0${production.slice(0, 15)}c`;
  networks.securityGroups[group] = {
    id: group,
    vpcId: vpc.id,
    name: 'production-databases',
    description: 'Reaches the databases',
    tags: { Name: 'production-databases' },
  };
}

/** What the routes lead to, and a launch template. */
function seedGateways(networks: Ec2State): void {
  networks.launchTemplates = {
    [`lt-0${production}`]: {
      id: `lt-0${production}`,
      name: 'production-nodes',
      createdAt: 0,
      defaultVersion: 1,
      versions: [{ number: 1, createdAt: 0, data: { InstanceType: 'm6i.large' } }],
      tags: {},
    },
  };
  const allocationId = `eipalloc-0${production}`;
  networks.internetGateways = Object.fromEntries(
    [standard, production].map((id) => [`igw-0${id}`, { id: `igw-0${id}`, vpcId: `vpc-0${id}`, tags: {} }]),
  );
  networks.addresses = { [allocationId]: { allocationId, publicIp: '203.0.113.1', tags: { Name: 'production-nat' } } };
  networks.natGateways = {
    [`nat-0${production}`]: {
      id: `nat-0${production}`,
      vpcId: `vpc-0${production}`,
      subnetId: publicSubnet(0),
      allocationId,
      createdAt: 0,
      tags: { Name: 'production-nat' },
    },
  };
}

function addVpc(networks: Ec2State, vpc: VpcState): VpcState {
  networks.vpcs[vpc.id] = vpc;
  const id = `sg-0${vpc.id.slice('vpc-0'.length)}`;
  const description = 'default VPC security group';
  networks.securityGroups[id] = { id, vpcId: vpc.id, name: 'default', description, tags: {} };
  return vpc;
}

function addSubnet(networks: Ec2State, { id: vpcId }: VpcState, subnet: Omit<SubnetState, 'vpcId'>): string {
  networks.subnets[subnet.id] = { ...subnet, vpcId };
  return subnet.id;
}

function publicSubnet(index: number): string {
  return `subnet-0${production.slice(0, 14)}1${index}`;
}

function privateSubnet(index: number): string {
  return `subnet-0${production.slice(0, 14)}2${index}`;
}
