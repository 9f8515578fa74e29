/** Networks of one region, by id. Addresses are CIDR blocks. */
export interface Ec2State {
  vpcs: Record<string, VpcState>;
  subnets: Record<string, SubnetState>;
  routeTables: Record<string, RouteTableState>;
  securityGroups: Record<string, SecurityGroupState>;
}

export interface VpcState {
  id: string;
  cidr: string;
  isDefault: boolean;
  tags: Record<string, string>;
}

export interface SubnetState {
  id: string;
  vpcId: string;
  cidr: string;
  availabilityZone: string;
  freeAddresses: number;
  mapPublicIpOnLaunch: boolean;
  defaultForAz: boolean;
  tags: Record<string, string>;
}

export interface RouteTableState {
  id: string;
  vpcId: string;
  /** Counts for the subnets that are associated with no table. */
  main: boolean;
  subnetIds: string[];
  /** Beside the local one, which every table has. */
  routes: { destination: string; gatewayId?: string; natGatewayId?: string }[];
  tags: Record<string, string>;
}

export interface SecurityGroupState {
  id: string;
  vpcId: string;
  name: string;
  description: string;
  tags: Record<string, string>;
}
