import type { NewVpc } from './network-plan.ts';

/** A role that the stack makes. */
export interface StackRole {
  logicalId: string;
  name: string;
  service: string;
  sessionTags: boolean;
  managedPolicyArns: string[];
  inlinePolicies: { name: string; document: unknown }[];
  permissionsBoundaryArn?: string | undefined;
}

/** A launch template that the stack makes; its id is an output of the same name, its newest version another. */
export interface StackLaunchTemplate {
  logicalId: string;
  data: Record<string, unknown>;
}

export interface StackContent {
  clusterName: string;
  vpc: NewVpc | undefined;
  roles: StackRole[];
  launchTemplates: StackLaunchTemplate[];
}

type Resources = Record<string, Record<string, unknown>>;

/** Names of the stack's outputs, which later steps read. Lists of subnets are joined by commas. */
export const stackOutputs = { all: 'SubnetIds', private: 'PrivateSubnetIds', public: 'PublicSubnetIds' } as const;

/** Name of the output. CloudFormation leaves the default version of a changed launch template where it was. */
export function launchTemplateVersion(logicalId: string): string {
  return `${logicalId}Version`;
}

/** The one stack of a cluster as JSON text: its network, its roles, and the launch templates of its node groups. */
export function stackTemplate({ clusterName, vpc, roles, launchTemplates }: StackContent): string {
  const network = vpc === undefined ? { resources: {}, outputs: {} } : networkOf(clusterName, vpc);
  const resources: Resources = { ...network.resources };
  const outputs: Resources = { ...network.outputs };
  for (const role of roles) {
    resources[role.logicalId] = roleResource(role);
    outputs[`${role.logicalId}Arn`] = { Value: { 'Fn::GetAtt': [role.logicalId, 'Arn'] } };
  }
  for (const { logicalId, data } of launchTemplates) {
    resources[logicalId] = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } };
    outputs[logicalId] = { Value: { Ref: logicalId } };
    outputs[launchTemplateVersion(logicalId)] = { Value: { 'Fn::GetAtt': [logicalId, 'LatestVersionNumber'] } };
  }
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Network and roles of the EKS cluster ${clusterName}`,
    Resources: resources,
    Outputs: outputs,
  });
}

function networkOf(clusterName: string, { cidr, zones, nat }: NewVpc): { resources: Resources; outputs: Resources } {
  const tags = (name: string, more: Record<string, string> = {}) =>
    Object.entries({ Name: `${clusterName}/${name}`, ...more }).map(([Key, Value]) => ({ Key, Value }));
  const blocks = subnetBlocks(cidr, zones.length * 2);
  const resources: Resources = {
    Vpc: {
      Type: 'AWS::EC2::VPC',
      Properties: { CidrBlock: cidr, EnableDnsHostnames: true, EnableDnsSupport: true, Tags: tags('Vpc') },
    },
    InternetGateway: { Type: 'AWS::EC2::InternetGateway', Properties: { Tags: tags('InternetGateway') } },
    GatewayAttachment: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: { Ref: 'InternetGateway' } },
    },
    PublicRouteTable: routeTable(tags('PublicRouteTable')),
    PublicRoute: {
      Type: 'AWS::EC2::Route',
      DependsOn: 'GatewayAttachment',
      Properties: {
        RouteTableId: { Ref: 'PublicRouteTable' },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: { Ref: 'InternetGateway' },
      },
    },
  };
  zones.forEach((zone, index) => {
    const part = index + 1;
    const elb = (role: string) => ({ [`kubernetes.io/role/${role}`]: '1' });
    resources[`PublicSubnet${part}`] = subnet(zone, blocks[index], true, tags(`PublicSubnet${part}`, elb('elb')));
    resources[`PublicAssociation${part}`] = association(`PublicSubnet${part}`, 'PublicRouteTable');
    resources[`PrivateSubnet${part}`] = subnet(
      ...([zone, blocks[zones.length + index], false] as const),
      tags(`PrivateSubnet${part}`, elb('internal-elb')),
    );
    resources[`PrivateRouteTable${part}`] = routeTable(tags(`PrivateRouteTable${part}`));
    resources[`PrivateAssociation${part}`] = association(`PrivateSubnet${part}`, `PrivateRouteTable${part}`);
    const gateway = nat === 'Disable' ? undefined : nat === 'Single' ? 1 : part;
    if (gateway === undefined) return;
    resources[`NatAddress${gateway}`] ??= {
      Type: 'AWS::EC2::EIP',
      DependsOn: 'GatewayAttachment',
      Properties: { Domain: 'vpc', Tags: tags(`NatAddress${gateway}`) },
    };
    resources[`NatGateway${gateway}`] ??= {
      Type: 'AWS::EC2::NatGateway',
      Properties: {
        AllocationId: { 'Fn::GetAtt': [`NatAddress${gateway}`, 'AllocationId'] },
        SubnetId: { Ref: `PublicSubnet${gateway}` },
        Tags: tags(`NatGateway${gateway}`),
      },
    };
    resources[`PrivateRoute${part}`] = {
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: { Ref: `PrivateRouteTable${part}` },
        DestinationCidrBlock: '0.0.0.0/0',
        NatGatewayId: { Ref: `NatGateway${gateway}` },
      },
    };
  });
  const ids = (kind: 'Public' | 'Private') => zones.map((_zone, index) => ({ Ref: `${kind}Subnet${index + 1}` }));
  const joined = (refs: unknown[]) => ({ Value: { 'Fn::Join': [',', refs] } });
  return {
    resources,
    outputs: {
      VpcId: { Value: { Ref: 'Vpc' } },
      [stackOutputs.all]: joined([...ids('Private'), ...ids('Public')]),
      [stackOutputs.private]: joined(ids('Private')),
      [stackOutputs.public]: joined(ids('Public')),
    },
  };
}

function subnet(zone: string, block: string | undefined, isPublic: boolean, Tags: unknown) {
  return {
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      AvailabilityZone: zone,
      CidrBlock: block,
      ...(isPublic ? { MapPublicIpOnLaunch: true } : {}),
      Tags,
    },
  };
}

function routeTable(Tags: unknown) {
  return { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' }, Tags } };
}

function association(subnetId: string, routeTableId: string) {
  return {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: { Ref: subnetId }, RouteTableId: { Ref: routeTableId } },
  };
}

function roleResource({ name, service, sessionTags, ...role }: StackRole) {
  const Action = sessionTags ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action }],
      },
      ManagedPolicyArns: role.managedPolicyArns,
      ...(role.inlinePolicies.length === 0
        ? {}
        : {
            Policies: role.inlinePolicies.map((policy) => ({
              PolicyName: policy.name,
              PolicyDocument: policy.document,
            })),
          }),
      ...(role.permissionsBoundaryArn === undefined ? {} : { PermissionsBoundary: role.permissionsBoundaryArn }),
    },
  };
}

/** Cuts a range into at least `count` blocks of one size, the first `count` of them. */
export function subnetBlocks(cidr: string, count: number): string[] {
  const [address = '', length = ''] = cidr.split('/');
  const start = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const bits = Number(length) + Math.ceil(Math.log2(count));
  const size = 2 ** (32 - bits);
  return Array.from({ length: count }, (_none, index) => {
    const first = start + index * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
    return `${octets.join('.')}/${bits}`;
  });
}
