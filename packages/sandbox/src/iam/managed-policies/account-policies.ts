import type { ManagedPolicyDefinition } from './definition.ts';

/** Policies for administration, observation and networks. */
export const accountPolicies: readonly ManagedPolicyDefinition[] = [
  {
    name: 'AdministratorAccess',
    description: 'Everything.',
    statements: [{ actions: ['*'] }],
  },
  {
    name: 'PowerUserAccess',
    description: 'Everything but identities.',
    statements: [
      {
        actions: [
          'ec2:*',
          'eks:*',
          's3:*',
          'dynamodb:*',
          'sqs:*',
          'sns:*',
          'iam:ListRoles',
          'iam:CreateServiceLinkedRole',
        ],
      },
    ],
  },
  {
    name: 'ReadOnlyAccess',
    description: 'Reads everything.',
    statements: [
      {
        actions: [
          'cloudformation:Describe*',
          'cloudformation:List*',
          'cloudwatch:Get*',
          'cloudwatch:List*',
          'dynamodb:Describe*',
          'dynamodb:GetItem',
          'dynamodb:List*',
          'ec2:Describe*',
          'ecr:Describe*',
          'ecr:List*',
          'eks:Describe*',
          'eks:List*',
          'iam:Get*',
          'iam:List*',
          'iam:Simulate*',
          's3:Get*',
          's3:List*',
          'sqs:Get*',
          'sqs:List*',
        ],
      },
    ],
  },
  {
    name: 'ViewOnlyAccess',
    path: '/job-function/',
    description: 'Lists resources and their basic data.',
    statements: [
      { actions: ['ec2:Describe*', 'eks:DescribeCluster', 'eks:List*', 'iam:List*', 's3:ListAllMyBuckets'] },
    ],
  },
  {
    name: 'SecurityAudit',
    description: 'Reads security settings.',
    statements: [
      { actions: ['iam:Get*', 'iam:List*', 'ec2:Describe*', 'eks:Describe*', 'eks:List*', 's3:GetBucket*'] },
    ],
  },
  {
    name: 'IAMFullAccess',
    description: 'Everything in IAM.',
    statements: [{ actions: ['iam:*'] }],
  },
  {
    name: 'IAMReadOnlyAccess',
    description: 'Reads identities and policies.',
    statements: [{ actions: ['iam:Generate*', 'iam:Get*', 'iam:List*', 'iam:Simulate*'] }],
  },
  {
    name: 'AmazonEC2FullAccess',
    description: 'Everything in EC2.',
    statements: [{ actions: ['ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*'] }],
  },
  {
    name: 'AmazonEC2ReadOnlyAccess',
    description: 'Reads EC2.',
    statements: [{ actions: ['ec2:Describe*', 'elasticloadbalancing:Describe*', 'autoscaling:Describe*'] }],
  },
  {
    name: 'AmazonVPCReadOnlyAccess',
    description: 'Reads networks.',
    statements: [
      { actions: ['ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeRouteTables', 'ec2:DescribeSecurityGroups'] },
    ],
  },
  {
    name: 'ElasticLoadBalancingFullAccess',
    description: 'Everything in Elastic Load Balancing.',
    statements: [{ actions: ['elasticloadbalancing:*', 'ec2:Describe*'] }],
  },
  {
    name: 'AmazonRoute53FullAccess',
    description: 'Everything in Route 53.',
    statements: [{ actions: ['route53:*', 'route53domains:*', 'elasticloadbalancing:DescribeLoadBalancers'] }],
  },
  {
    name: 'AmazonRoute53ReadOnlyAccess',
    description: 'Reads zones and records.',
    statements: [{ actions: ['route53:Get*', 'route53:List*', 'route53:TestDNSAnswer'] }],
  },
  {
    name: 'AmazonSSMManagedInstanceCore',
    description: 'Lets Systems Manager manage an instance.',
    statements: [{ actions: ['ssm:GetParameter', 'ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*'] }],
  },
  {
    name: 'CloudWatchAgentServerPolicy',
    description: 'Writes metrics, logs and traces.',
    statements: [
      {
        actions: [
          'cloudwatch:PutMetricData',
          'ec2:DescribeTags',
          'ec2:DescribeVolumes',
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:DescribeLogGroups',
          'logs:DescribeLogStreams',
          'logs:PutLogEvents',
          'xray:PutTraceSegments',
        ],
      },
      { actions: ['ssm:GetParameter'], resources: ['arn:PARTITION:ssm:*:*:parameter/AmazonCloudWatch-*'] },
    ],
  },
  {
    name: 'CloudWatchReadOnlyAccess',
    description: 'Reads metrics, alarms and logs.',
    statements: [
      { actions: ['cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*', 'logs:Get*', 'logs:FilterLogEvents'] },
    ],
  },
  {
    name: 'CloudWatchLogsFullAccess',
    description: 'Everything in CloudWatch Logs.',
    statements: [{ actions: ['logs:*'] }],
  },
  {
    name: 'AWSXrayWriteOnlyAccess',
    description: 'Writes traces.',
    statements: [{ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSampling*'] }],
  },
  {
    name: 'AmazonPrometheusRemoteWriteAccess',
    description: 'Writes to Prometheus workspaces.',
    statements: [{ actions: ['aps:RemoteWrite'] }],
  },
  {
    name: 'AmazonPrometheusQueryAccess',
    description: 'Queries Prometheus workspaces.',
    statements: [{ actions: ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'] }],
  },
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: '/service-role/',
    description: 'Writes the logs of functions.',
    statements: [{ actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] }],
  },
];
