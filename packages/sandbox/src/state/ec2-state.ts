/** Networks of one region, by id. Addresses are CIDR blocks. States from before a kind could be made lack its record. */
export interface Ec2State {
  vpcs: Record<string, VpcState>;
  subnets: Record<string, SubnetState>;
  routeTables: Record<string, RouteTableState>;
  securityGroups: Record<string, SecurityGroupState>;
  internetGateways?: Record<string, InternetGatewayState>;
  natGateways?: Record<string, NatGatewayState>;
  /** By allocation id. */
  addresses?: Record<string, AddressState>;
  launchTemplates?: Record<string, LaunchTemplateState>;
  /** VPC endpoints. */
  endpoints?: Record<string, VpcEndpointState>;
}

export interface VpcState {
  id: string;
  cidr: string;
  isDefault: boolean;
  /** Default true. */
  dnsSupport?: boolean;
  /** Default true, so that the networks of older states suit a cluster. */
  dnsHostnames?: boolean;
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
  /** Absent: nothing comes in. */
  ingress?: SecurityRuleState[];
  /** Absent: everything goes out. */
  egress?: SecurityRuleState[];
  tags: Record<string, string>;
}

/** One permission: a protocol (`-1` for all), ports, and one other side. */
export interface SecurityRuleState {
  protocol: string;
  fromPort?: number;
  toPort?: number;
  cidr?: string;
  cidrIpv6?: string;
  groupId?: string;
  description?: string;
}

export interface InternetGatewayState {
  id: string;
  vpcId?: string;
  tags: Record<string, string>;
}

export interface NatGatewayState {
  id: string;
  vpcId: string;
  subnetId: string;
  allocationId: string;
  createdAt: number;
  tags: Record<string, string>;
}

export interface AddressState {
  allocationId: string;
  publicIp: string;
  tags: Record<string, string>;
}

export interface LaunchTemplateState {
  id: string;
  name: string;
  createdAt: number;
  defaultVersion: number;
  versions: { number: number; createdAt: number; data: Record<string, unknown> }[];
  tags: Record<string, string>;
}

export interface VpcEndpointState {
  id: string;
  vpcId: string;
  serviceName: string;
  type: string;
  subnetIds: string[];
  securityGroupIds: string[];
  routeTableIds: string[];
  tags: Record<string, string>;
}
