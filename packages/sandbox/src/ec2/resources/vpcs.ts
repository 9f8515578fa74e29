import type { VpcState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { ownNetworksOf } from '../region.ts';
import { rangeOf, sizeOf } from './cidr.ts';
import { dependencyViolation, existing } from './errors.ts';
import { newId } from './new-id.ts';

export interface NewVpc {
  /** /16 to /28. */
  cidr: string;
  dnsSupport?: boolean;
  /** Default false, as EC2 has it for a VPC that is made by hand. */
  dnsHostnames?: boolean;
  tags?: Record<string, string>;
}

/** Makes a VPC with its main route table and its default security group. @throws AwsError */
export function createVpc(call: CallContext, asked: NewVpc): VpcState {
  const size = sizeOf(rangeOf(asked.cidr, 'cidrBlock'));
  if (size > 2 ** 16 || size < 2 ** 4) {
    throw new AwsError('InvalidVpc.Range', 400, `The CIDR '${asked.cidr}' is invalid.`);
  }
  const networks = ownNetworksOf(call);
  const vpc: VpcState = {
    id: newId(call, 'vpc'),
    cidr: asked.cidr,
    isDefault: false,
    dnsSupport: asked.dnsSupport ?? true,
    dnsHostnames: asked.dnsHostnames ?? false,
    tags: { ...asked.tags },
  };
  const table = newId(call, 'rtb');
  const group = newId(call, 'sg');
  networks.vpcs[vpc.id] = vpc;
  networks.routeTables[table] = { id: table, vpcId: vpc.id, main: true, subnetIds: [], routes: [], tags: {} };
  const description = 'default VPC security group';
  networks.securityGroups[group] = { id: group, vpcId: vpc.id, name: 'default', description, tags: {} };
  return vpc;
}

/** Changes what is given. @throws AwsError `InvalidVpcID.NotFound` */
export function modifyVpc(
  call: CallContext,
  id: string,
  change: Partial<Pick<VpcState, 'dnsSupport' | 'dnsHostnames' | 'tags'>>,
): VpcState {
  return Object.assign(findVpc(call, id), change);
}

/** @throws AwsError `InvalidVpcID.NotFound`, `DependencyViolation` while anything of its own is in it */
export function deleteVpc(call: CallContext, id: string): void {
  const networks = ownNetworksOf(call);
  findVpc(call, id);
  const inside = (item: { vpcId?: string }): boolean => item.vpcId === id;
  const tables = Object.values(networks.routeTables).filter(inside);
  const groups = Object.values(networks.securityGroups).filter(inside);
  const occupied =
    Object.values(networks.subnets).some(inside) ||
    Object.values(networks.internetGateways).some(inside) ||
    Object.values(networks.natGateways).some(inside) ||
    tables.some(({ main }) => !main) ||
    groups.some(({ name }) => name !== 'default');
  if (occupied) throw dependencyViolation('vpc', id);
  for (const table of tables) delete networks.routeTables[table.id];
  for (const group of groups) delete networks.securityGroups[group.id];
  delete networks.vpcs[id];
}

/** @throws AwsError `InvalidVpcID.NotFound` */
export function findVpc(call: CallContext, id: string): VpcState {
  return existing(ownNetworksOf(call).vpcs, id, 'InvalidVpcID.NotFound', 'vpc');
}
