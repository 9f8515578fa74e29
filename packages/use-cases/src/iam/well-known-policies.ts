import type { WellKnownPolicy } from '@podpass/inventory';

export interface WellKnownPolicyDefinition {
  title: string;
  description: string;
  /** Names behind `arn:PARTITION:iam::aws:policy/`. */
  managedPolicies: string[];
  /** Put into the role as one inline policy. `PARTITION` in ARNs is replaced. */
  statements: PolicyStatement[];
}

interface PolicyStatement {
  Effect: 'Allow';
  Action: string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string>>;
}

/** Presets of permissions for well-known controllers; the same seven names that cluster configurations use. */
export const wellKnownPolicyDefinitions: { readonly [Name in WellKnownPolicy]: WellKnownPolicyDefinition } = {
  imageBuilder: {
    title: 'Image builder',
    description: 'Push and pull images of Amazon ECR.',
    managedPolicies: ['AmazonEC2ContainerRegistryPowerUser'],
    statements: [],
  },
  autoScaler: {
    title: 'Cluster Autoscaler',
    description: 'Read Auto Scaling groups and instance types; set the size of Auto Scaling groups.',
    managedPolicies: [],
    statements: [
      allow(
        [
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:DescribeAutoScalingInstances',
          'autoscaling:DescribeLaunchConfigurations',
          'autoscaling:DescribeScalingActivities',
          'autoscaling:DescribeTags',
          'ec2:DescribeImages',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeLaunchTemplateVersions',
          'ec2:GetInstanceTypesFromInstanceRequirements',
          'eks:DescribeNodegroup',
        ],
        '*',
      ),
      // Only groups that are tagged for the autoscaler: narrower than the incumbents' preset.
      {
        ...allow(['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'], '*'),
        Condition: { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true' } },
      },
    ],
  },
  awsLoadBalancerController: {
    title: 'AWS Load Balancer Controller',
    description: 'Manage load balancers, target groups, listeners and security groups that carry the cluster tag.',
    managedPolicies: [],
    statements: loadBalancerStatements(),
  },
  externalDNS: {
    title: 'ExternalDNS',
    description: 'Change records of all Route 53 hosted zones.',
    managedPolicies: [],
    statements: [
      allow(['route53:ChangeResourceRecordSets'], 'arn:PARTITION:route53:::hostedzone/*'),
      allow(['route53:ListHostedZones', 'route53:ListResourceRecordSets', 'route53:ListTagsForResources'], '*'),
    ],
  },
  certManager: {
    title: 'cert-manager',
    description: 'Answer DNS-01 challenges in Route 53.',
    managedPolicies: [],
    statements: [
      allow(['route53:GetChange'], 'arn:PARTITION:route53:::change/*'),
      allow(
        ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'],
        'arn:PARTITION:route53:::hostedzone/*',
      ),
      allow(['route53:ListHostedZonesByName'], '*'),
    ],
  },
  ebsCSIController: {
    title: 'EBS CSI controller',
    description: 'Create, attach and delete EBS volumes.',
    managedPolicies: ['service-role/AmazonEBSCSIDriverPolicy'],
    statements: [],
  },
  efsCSIController: {
    title: 'EFS CSI controller',
    description: 'Create and delete EFS access points that carry the driver tag.',
    managedPolicies: [],
    statements: [
      allow(
        [
          'ec2:DescribeAvailabilityZones',
          'elasticfilesystem:DescribeAccessPoints',
          'elasticfilesystem:DescribeFileSystems',
          'elasticfilesystem:DescribeMountTargets',
        ],
        '*',
      ),
      {
        ...allow(['elasticfilesystem:CreateAccessPoint', 'elasticfilesystem:TagResource'], '*'),
        Condition: { StringLike: { 'aws:RequestTag/efs.csi.aws.com/cluster': 'true' } },
      },
      {
        ...allow(['elasticfilesystem:DeleteAccessPoint'], '*'),
        Condition: { StringEquals: { 'aws:ResourceTag/efs.csi.aws.com/cluster': 'true' } },
      },
    ],
  },
};

/** The ARNs to attach and the document to put inline, for one partition. */
export function wellKnownPermissions(
  name: WellKnownPolicy,
  partition: string,
): { policyArns: string[]; document?: string } {
  const { managedPolicies, statements } = wellKnownPolicyDefinitions[name];
  const policyArns = managedPolicies.map((policy) => `arn:${partition}:iam::aws:policy/${policy}`);
  if (statements.length === 0) return { policyArns };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
  return { policyArns, document: document.replaceAll('arn:PARTITION:', `arn:${partition}:`) };
}

function allow(actions: string[], resource: string | string[]): PolicyStatement {
  return { Effect: 'Allow', Action: actions, Resource: resource };
}

function loadBalancerStatements(): PolicyStatement[] {
  const clusterTag = 'elbv2.k8s.aws/cluster';
  return [
    allow(
      [
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'cognito-idp:DescribeUserPoolClient',
        'ec2:DescribeAccountAttributes',
        'ec2:DescribeAddresses',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeCoipPools',
        'ec2:DescribeInstances',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeIpamPools',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeTags',
        'ec2:DescribeVpcPeeringConnections',
        'ec2:DescribeVpcs',
        'ec2:GetCoipPoolUsage',
        'ec2:GetSecurityGroupsForVpc',
        'elasticloadbalancing:Describe*',
        'iam:GetServerCertificate',
        'iam:ListServerCertificates',
        'shield:*Protection*',
        'shield:GetSubscriptionState',
        'waf-regional:*WebACL*',
        'wafv2:*WebACL*',
      ],
      '*',
    ),
    {
      ...allow(['iam:CreateServiceLinkedRole'], '*'),
      Condition: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
    },
    allow(['ec2:CreateSecurityGroup', 'ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'], '*'),
    {
      ...allow(['ec2:CreateTags'], 'arn:PARTITION:ec2:*:*:security-group/*'),
      Condition: { StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' } },
    },
    {
      ...allow(['ec2:CreateTags', 'ec2:DeleteTags', 'ec2:DeleteSecurityGroup'], '*'),
      Condition: { Null: { [`aws:ResourceTag/${clusterTag}`]: 'false' } },
    },
    {
      ...allow(['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup'], '*'),
      Condition: { Null: { [`aws:RequestTag/${clusterTag}`]: 'false' } },
    },
    allow(
      [
        'elasticloadbalancing:AddListenerCertificates',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:DeleteRule',
        'elasticloadbalancing:DeregisterTargets',
        'elasticloadbalancing:ModifyListener',
        'elasticloadbalancing:ModifyListenerAttributes',
        'elasticloadbalancing:ModifyRule',
        'elasticloadbalancing:RegisterTargets',
        'elasticloadbalancing:RemoveListenerCertificates',
        'elasticloadbalancing:SetRulePriorities',
        'elasticloadbalancing:SetWebAcl',
      ],
      '*',
    ),
    {
      ...allow(
        [
          'elasticloadbalancing:AddTags',
          'elasticloadbalancing:DeleteLoadBalancer',
          'elasticloadbalancing:DeleteTargetGroup',
          'elasticloadbalancing:ModifyCapacityReservation',
          'elasticloadbalancing:ModifyIpPools',
          'elasticloadbalancing:ModifyLoadBalancerAttributes',
          'elasticloadbalancing:ModifyTargetGroup',
          'elasticloadbalancing:ModifyTargetGroupAttributes',
          'elasticloadbalancing:RemoveTags',
          'elasticloadbalancing:SetIpAddressType',
          'elasticloadbalancing:SetSecurityGroups',
          'elasticloadbalancing:SetSubnets',
        ],
        '*',
      ),
      Condition: { Null: { [`aws:ResourceTag/${clusterTag}`]: 'false' } },
    },
  ];
}
