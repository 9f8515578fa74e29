// Templates with the resources, functions, outputs and exports that eksctl's have (eksctl-calls.md §4), in our own words.

const ZONES = ['UsWest2a', 'UsWest2b', 'UsWest2c'];
const named = (what: string) => [{ Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}/${what}` } }];
const ref = (Ref: string) => ({ Ref });
const get = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });

export function trust(service: unknown) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
  };
}

const managed = (name: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` });
const principal = (part: string) => ({
  'Fn::FindInMap': ['ServicePrincipalPartitionMap', ref('AWS::Partition'), part],
});

export const MAPPINGS = {
  ServicePrincipalPartitionMap: {
    aws: { EC2: 'ec2.amazonaws.com', EKS: 'eks.amazonaws.com' },
    'aws-cn': { EC2: 'ec2.amazonaws.com.cn', EKS: 'eks.amazonaws.com' },
  },
};

/** A VPC with a public and a private subnet in each of three zones, one NAT gateway that, as eksctl has it, depends on no attachment. */
export function networkResources(): Record<string, object> {
  const subnets = ZONES.flatMap((zone, index) =>
    (['Public', 'Private'] as const).map((kind, half) => {
      const elb = kind === 'Public' ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb';
      const properties = {
        VpcId: ref('VPC'),
        AvailabilityZone: `us-west-2${'abc'.charAt(index)}`,
        CidrBlock: `192.168.${(index + half * 3) * 32}.0/19`,
        ...(kind === 'Public' && { MapPublicIpOnLaunch: true }),
        Tags: [{ Key: elb, Value: '1' }, ...named(`Subnet${kind}${zone}`)],
      };
      return [`Subnet${kind}${zone}`, { Type: 'AWS::EC2::Subnet', Properties: properties }] as const;
    }),
  );
  const associations = ZONES.flatMap((zone) =>
    ['Public', 'Private'].map((kind) => {
      const table = ref(kind === 'Public' ? 'PublicRouteTable' : `PrivateRouteTable${zone}`);
      const properties = { SubnetId: ref(`Subnet${kind}${zone}`), RouteTableId: table };
      const type = 'AWS::EC2::SubnetRouteTableAssociation';
      return [`RouteTableAssociation${kind}${zone}`, { Type: type, Properties: properties }] as const;
    }),
  );
  const tables = ZONES.flatMap((zone) => [
    [
      `PrivateRouteTable${zone}`,
      { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('VPC'), Tags: named(`PrivateRouteTable${zone}`) } },
    ] as const,
    [
      `NATPrivateSubnetRoute${zone}`,
      {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: ref(`PrivateRouteTable${zone}`),
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: ref('NATGateway'),
        },
      },
    ] as const,
  ]);
  return {
    // The order is against the dependencies on purpose.
    NATGateway: {
      Type: 'AWS::EC2::NatGateway',
      Properties: {
        AllocationId: get('NATIP', 'AllocationId'),
        SubnetId: ref('SubnetPublicUsWest2a'),
        Tags: named('NATGateway'),
      },
    },
    NATIP: {
      Type: 'AWS::EC2::EIP',
      Properties: { Domain: 'vpc', Tags: named('NATIP') },
    },
    ...Object.fromEntries([...tables, ...associations, ...subnets]),
    PublicSubnetRoute: {
      Type: 'AWS::EC2::Route',
      DependsOn: ['VPCGatewayAttachment'],
      Properties: {
        RouteTableId: ref('PublicRouteTable'),
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: ref('InternetGateway'),
      },
    },
    PublicRouteTable: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('VPC') } },
    VPCGatewayAttachment: {
      Type: 'AWS::EC2::VPCGatewayAttachment',
      Properties: { InternetGatewayId: ref('InternetGateway'), VpcId: ref('VPC') },
    },
    InternetGateway: { Type: 'AWS::EC2::InternetGateway', Properties: { Tags: named('InternetGateway') } },
    VPC: {
      Type: 'AWS::EC2::VPC',
      Properties: {
        CidrBlock: '192.168.0.0/16',
        EnableDnsHostnames: true,
        EnableDnsSupport: 'true',
        Tags: named('VPC'),
      },
    },
  };
}

/** Outputs under names that other stacks can import. */
function exported(outputs: Record<string, unknown>) {
  const pairs = Object.entries(outputs).map(([name, value]) => [
    name,
    { Value: value, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}::${name}` } } },
  ]);
  return Object.fromEntries(pairs) as Record<string, object>;
}

function securityResources(): Record<string, object> {
  const rule = (group: string, source: unknown) => ({
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: group, SourceSecurityGroupId: source, IpProtocol: '-1', FromPort: 0, ToPort: 65535 },
  });
  const shared = ref('ClusterSharedNodeSecurityGroup') as unknown as string;
  const ofCluster = get('ControlPlane', 'ClusterSecurityGroupId');
  return {
    ControlPlaneSecurityGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { GroupDescription: 'Between control plane and workers', VpcId: ref('VPC') },
    },
    ClusterSharedNodeSecurityGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { GroupDescription: 'Between all nodes', VpcId: ref('VPC') },
    },
    IngressInterNodeGroupSG: rule(shared, shared),
    IngressDefaultClusterToNodeSG: rule(shared, ofCluster),
    IngressNodeToDefaultClusterSG: rule(ofCluster as unknown as string, shared),
  };
}

/** Network, security groups, cluster role and control plane in one stack. */
export function clusterTemplate(name: string) {
  const subnets = (kind: string) => ZONES.map((zone) => ref(`Subnet${kind}${zone}`));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'EKS cluster (dedicated VPC: true)',
    Mappings: MAPPINGS,
    Resources: {
      ...networkResources(),
      ...securityResources(),
      ServiceRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust([principal('EKS')]),
          ManagedPolicyArns: [managed('AmazonEKSClusterPolicy'), managed('AmazonEKSVPCResourceController')],
        },
      },
      ControlPlane: {
        Type: 'AWS::EKS::Cluster',
        Properties: {
          Name: name,
          Version: '1.34',
          RoleArn: get('ServiceRole', 'Arn'),
          BootstrapSelfManagedAddons: false,
          AccessConfig: { AuthenticationMode: 'API_AND_CONFIG_MAP', BootstrapClusterCreatorAdminPermissions: true },
          KubernetesNetworkConfig: {},
          ResourcesVpcConfig: {
            EndpointPublicAccess: true,
            EndpointPrivateAccess: false,
            SecurityGroupIds: [ref('ControlPlaneSecurityGroup')],
            SubnetIds: [...subnets('Public'), ...subnets('Private')],
          },
          Tags: named('ControlPlane'),
        },
      },
    },
    Outputs: {
      ...exported({
        ARN: get('ControlPlane', 'Arn'),
        ClusterSecurityGroupId: get('ControlPlane', 'ClusterSecurityGroupId'),
        Endpoint: get('ControlPlane', 'Endpoint'),
        SecurityGroup: ref('ControlPlaneSecurityGroup'),
        ServiceRoleARN: get('ServiceRole', 'Arn'),
        SharedNodeSecurityGroup: ref('ClusterSharedNodeSecurityGroup'),
        SubnetsPrivate: { 'Fn::Join': [',', subnets('Private')] },
        SubnetsPublic: { 'Fn::Join': [',', subnets('Public')] },
        VPC: ref('VPC'),
      }),
      CertificateAuthorityData: { Value: get('ControlPlane', 'CertificateAuthorityData') },
      ClusterStackName: { Value: ref('AWS::StackName') },
      FeatureNATMode: { Value: 'Single' },
    },
  };
}

/** A managed node group on the subnets of a cluster whose stack exports its security group. */
export function nodeGroupTemplate(cluster: string, name: string, subnetIds: readonly string[]) {
  const policies = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'];
  return {
    Mappings: MAPPINGS,
    Resources: {
      LaunchTemplate: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateName: ref('AWS::StackName'),
          LaunchTemplateData: {
            BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 80, VolumeType: 'gp3' } }],
            MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
            SecurityGroupIds: [{ 'Fn::ImportValue': `eksctl-${cluster}-cluster::ClusterSecurityGroupId` }],
          },
        },
      },
      NodeInstanceRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust([principal('EC2')]),
          ManagedPolicyArns: policies.map(managed),
          Path: '/',
        },
      },
      ManagedNodeGroup: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: {
          ClusterName: cluster,
          NodegroupName: name,
          NodeRole: get('NodeInstanceRole', 'Arn'),
          Subnets: subnetIds,
          AmiType: 'AL2023_x86_64_STANDARD',
          InstanceTypes: ['m5.large'],
          ScalingConfig: { MinSize: 2, MaxSize: 2, DesiredSize: 2 },
          Labels: { 'alpha.eksctl.io/nodegroup-name': name },
          LaunchTemplate: { Id: ref('LaunchTemplate') },
          Tags: { 'alpha.eksctl.io/nodegroup-name': name },
        },
      },
    },
  };
}

/** A role of a workload with an inline policy, its attribute in the dotted form. */
export function roleTemplate(more: Record<string, unknown> = {}, actions: string[] = ['s3:GetObject']) {
  return {
    Resources: {
      Role1: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: trust('pods.eks.amazonaws.com'), ...more },
      },
      Policy1: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: { 'Fn::Sub': '${AWS::StackName}-Policy1' },
          Roles: [ref('Role1')],
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
        },
      },
    },
    Outputs: { Role1: { Value: { 'Fn::GetAtt': 'Role1.Arn' } } },
  };
}
