import type { ManagedPolicyDefinition } from './definition.ts';

/** Policies for registries, storage, databases, queues and secrets. */
export const storageAndDataPolicies: readonly ManagedPolicyDefinition[] = [
  {
    name: 'AmazonEC2ContainerRegistryPullOnly',
    description: 'Pulls images.',
    statements: [
      {
        actions: [
          'ecr:BatchGetImage',
          'ecr:BatchImportUpstreamImage',
          'ecr:GetAuthorizationToken',
          'ecr:GetDownloadUrlForLayer',
        ],
      },
    ],
  },
  {
    name: 'AmazonEC2ContainerRegistryReadOnly',
    description: 'Reads repositories and images.',
    statements: [
      { actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:Describe*', 'ecr:Get*', 'ecr:List*'] },
    ],
  },
  {
    name: 'AmazonEC2ContainerRegistryPowerUser',
    description: 'Reads and pushes images.',
    statements: [
      {
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:Describe*',
          'ecr:Get*',
          'ecr:InitiateLayerUpload',
          'ecr:List*',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
      },
    ],
  },
  {
    name: 'AmazonS3FullAccess',
    description: 'Everything in S3.',
    statements: [{ actions: ['s3:*', 's3-object-lambda:*'] }],
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    description: 'Reads all buckets and objects.',
    statements: [
      { actions: ['s3:Describe*', 's3:Get*', 's3:List*', 's3-object-lambda:Get*', 's3-object-lambda:List*'] },
    ],
  },
  {
    name: 'AmazonDynamoDBFullAccess',
    description: 'Everything in DynamoDB.',
    statements: [{ actions: ['dynamodb:*', 'dax:*', 'application-autoscaling:*'] }],
  },
  {
    name: 'AmazonDynamoDBReadOnlyAccess',
    description: 'Reads all tables.',
    statements: [
      {
        actions: [
          'dynamodb:BatchGetItem',
          'dynamodb:Describe*',
          'dynamodb:GetItem',
          'dynamodb:List*',
          'dynamodb:Query',
          'dynamodb:Scan',
        ],
      },
    ],
  },
  {
    name: 'AmazonSQSFullAccess',
    description: 'Everything in SQS.',
    statements: [{ actions: ['sqs:*'] }],
  },
  {
    name: 'AmazonSQSReadOnlyAccess',
    description: 'Reads queues and their attributes.',
    statements: [
      { actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListDeadLetterSourceQueues', 'sqs:ListQueues'] },
    ],
  },
  {
    name: 'AmazonSNSFullAccess',
    description: 'Everything in SNS.',
    statements: [{ actions: ['sns:*'] }],
  },
  {
    name: 'AmazonSNSReadOnlyAccess',
    description: 'Reads topics.',
    statements: [{ actions: ['sns:GetTopicAttributes', 'sns:List*'] }],
  },
  {
    name: 'AmazonKinesisFullAccess',
    description: 'Everything in Kinesis.',
    statements: [{ actions: ['kinesis:*'] }],
  },
  {
    name: 'AmazonRDSFullAccess',
    description: 'Everything in RDS.',
    statements: [{ actions: ['rds:*', 'cloudwatch:GetMetricStatistics', 'ec2:Describe*'] }],
  },
  {
    name: 'AmazonRDSReadOnlyAccess',
    description: 'Reads databases.',
    statements: [{ actions: ['rds:Describe*', 'rds:ListTagsForResource'] }],
  },
  {
    name: 'AmazonElastiCacheReadOnlyAccess',
    description: 'Reads caches.',
    statements: [{ actions: ['elasticache:Describe*', 'elasticache:List*'] }],
  },
  {
    name: 'AmazonElasticFileSystemClientReadWriteAccess',
    description: 'Mounts and writes file systems.',
    statements: [
      {
        actions: [
          'elasticfilesystem:ClientMount',
          'elasticfilesystem:ClientWrite',
          'elasticfilesystem:DescribeMountTargets',
        ],
      },
    ],
  },
  {
    name: 'SecretsManagerReadWrite',
    description: 'Everything in Secrets Manager.',
    statements: [
      { actions: ['secretsmanager:*', 'kms:DescribeKey', 'kms:ListAliases', 'kms:ListKeys', 'tag:GetResources'] },
    ],
  },
  {
    name: 'AmazonSSMReadOnlyAccess',
    description: 'Reads parameters and documents.',
    statements: [{ actions: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'] }],
  },
];
