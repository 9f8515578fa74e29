import type { RouteTable } from '@aws-sdk/client-ec2';

export type PublicSubnets = (subnet: { id: string; vpcId: string }) => boolean;

/**
 * Which subnets are public: those whose route table has a route to an internet gateway. A subnet that is associated
 * with no table takes the main one of its VPC.
 */
export function publicSubnets(tables: readonly RouteTable[]): PublicSubnets {
  const bySubnet = new Map<string, RouteTable>();
  const mainByVpc = new Map<string, RouteTable>();
  for (const table of tables) {
    for (const { SubnetId, Main } of table.Associations ?? []) {
      if (SubnetId !== undefined) bySubnet.set(SubnetId, table);
      if (Main && table.VpcId !== undefined) mainByVpc.set(table.VpcId, table);
    }
  }
  return ({ id, vpcId }) => leadsOut(bySubnet.get(id) ?? mainByVpc.get(vpcId));
}

/** A blackhole is the route of a gateway that was taken away. */
function leadsOut(table: RouteTable | undefined): boolean {
  return (table?.Routes ?? []).some(
    ({ GatewayId, State }) => GatewayId?.startsWith('igw-') === true && State !== 'blackhole',
  );
}
