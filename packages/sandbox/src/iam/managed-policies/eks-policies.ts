import type { ManagedPolicyDefinition } from './definition.ts';

/** Policies for clusters, nodes and what runs on them. */
export const eksPolicies: readonly ManagedPolicyDefinition[] = [
  {
    name: 'AmazonEKSClusterPolicy',
    description: 'What the control plane of a cluster needs in the account.',
    statements: [
      {
        actions: [
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:UpdateAutoScalingGroup',
          'ec2:AttachVolume',
          'ec2:CreateTags',
          'ec2:CreateVolume',
          'ec2:DeleteVolume',
          'ec2:Describe*',
          'ec2:DetachVolume',
          'elasticloadbalancing:*',
          'kms:DescribeKey',
        ],
      },
      {
        actions: ['iam:CreateServiceLinkedRole'],
        conditions: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
      },
    ],
  },
  {
    name: 'AmazonEKSServiceRolePolicy',
    path: '/aws-service-role/',
    description: 'What the service-linked role of EKS may do.',
    statements: [{ actions: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:Describe*'] }],
  },
  {
    name: 'AWSServiceRoleForAmazonEKSNodegroup',
    path: '/aws-service-role/',
    description: 'What the service-linked role of node groups may do.',
    statements: [{ actions: ['autoscaling:*', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances', 'ec2:Describe*'] }],
  },
  {
    name: 'AmazonEKSServicePolicy',
    description: 'What EKS needs to run clusters.',
    statements: [{ actions: ['ec2:CreateNetworkInterface', 'ec2:Describe*', 'eks:UpdateClusterVersion', 'route53:*'] }],
  },
  {
    name: 'AmazonEKSVPCResourceController',
    description: 'Network interfaces and addresses for worker nodes.',
    statements: [
      { actions: ['ec2:CreateNetworkInterface', 'ec2:DetachNetworkInterface', 'ec2:AssignPrivateIpAddresses'] },
    ],
  },
  {
    name: 'AmazonEKSWorkerNodePolicy',
    description: 'Lets worker nodes join a cluster.',
    statements: [
      {
        actions: [
          'ec2:DescribeInstances',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeRouteTables',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeSubnets',
          'ec2:DescribeVolumes',
          'ec2:DescribeVpcs',
          'eks:DescribeCluster',
          'eks-auth:AssumeRoleForPodIdentity',
        ],
      },
    ],
  },
  {
    name: 'AmazonEKSWorkerNodeMinimalPolicy',
    description: 'Lets Auto Mode nodes get credentials for their pods.',
    statements: [{ actions: ['eks-auth:AssumeRoleForPodIdentity'] }],
  },
  {
    name: 'AmazonEKS_CNI_Policy',
    description: 'Network interfaces and addresses for the VPC CNI.',
    statements: [
      {
        actions: [
          'ec2:AssignPrivateIpAddresses',
          'ec2:AttachNetworkInterface',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeInstances',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DetachNetworkInterface',
          'ec2:ModifyNetworkInterfaceAttribute',
          'ec2:UnassignPrivateIpAddresses',
        ],
      },
      { actions: ['ec2:CreateTags'], resources: ['arn:PARTITION:ec2:*:*:network-interface/*'] },
    ],
  },
  {
    name: 'AmazonEKSFargatePodExecutionRolePolicy',
    description: 'Lets Fargate pull images for pods.',
    statements: [
      {
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetAuthorizationToken',
          'ecr:GetDownloadUrlForLayer',
        ],
      },
    ],
  },
  {
    name: 'AmazonEKSBlockStoragePolicy',
    description: 'Block storage of Auto Mode clusters.',
    statements: [{ actions: ['ec2:CreateVolume', 'ec2:CreateSnapshot', 'ec2:AttachVolume', 'ec2:DeleteVolume'] }],
  },
  {
    name: 'AmazonEKSComputePolicy',
    description: 'Compute of Auto Mode clusters.',
    statements: [{ actions: ['ec2:CreateFleet', 'ec2:RunInstances', 'ec2:CreateLaunchTemplate', 'iam:PassRole'] }],
  },
  {
    name: 'AmazonEKSLoadBalancingPolicy',
    description: 'Load balancers of Auto Mode clusters.',
    statements: [{ actions: ['elasticloadbalancing:*', 'ec2:CreateSecurityGroup', 'ec2:Describe*'] }],
  },
  {
    name: 'AmazonEKSNetworkingPolicy',
    description: 'Networking of Auto Mode clusters.',
    statements: [{ actions: ['ec2:CreateNetworkInterface', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups'] }],
  },
  {
    name: 'AmazonEKSDashboardReadOnlyAccess',
    description: 'Reads clusters, node groups and add-ons.',
    statements: [{ actions: ['eks:Describe*', 'eks:List*'] }],
  },
  {
    name: 'AmazonEBSCSIDriverPolicy',
    path: '/service-role/',
    description: 'Volumes and snapshots for the EBS CSI driver.',
    statements: [
      {
        actions: [
          'ec2:AttachVolume',
          'ec2:CreateSnapshot',
          'ec2:CreateTags',
          'ec2:CreateVolume',
          'ec2:DeleteSnapshot',
          'ec2:DeleteVolume',
          'ec2:DescribeInstances',
          'ec2:DescribeSnapshots',
          'ec2:DescribeVolumes',
          'ec2:DetachVolume',
          'ec2:ModifyVolume',
        ],
      },
    ],
  },
  {
    name: 'AmazonEFSCSIDriverPolicy',
    path: '/service-role/',
    description: 'Access points for the EFS CSI driver.',
    statements: [
      {
        actions: [
          'elasticfilesystem:CreateAccessPoint',
          'elasticfilesystem:DeleteAccessPoint',
          'elasticfilesystem:DescribeAccessPoints',
          'elasticfilesystem:DescribeFileSystems',
          'elasticfilesystem:DescribeMountTargets',
          'elasticfilesystem:TagResource',
          'ec2:DescribeAvailabilityZones',
        ],
      },
    ],
  },
  {
    name: 'AmazonFSxFullAccess',
    description: 'Everything in FSx.',
    statements: [{ actions: ['fsx:*', 'ds:DescribeDirectories', 's3:ListBucket'] }],
  },
];
