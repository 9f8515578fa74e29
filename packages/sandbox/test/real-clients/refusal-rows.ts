import { json } from './operation-row.ts';

/** A command that a service refuses, and the documented error with which it does. */
export interface RefusalRow {
  when: string;
  args: readonly string[];
  code: string;
  says: RegExp;
  env?: Record<string, string>;
  /** The role whose session makes the call; else the account's administrator. */
  as?: string;
  /** Commands that succeed before. */
  before?: readonly (readonly string[])[];
  /** A fault of the service itself, through the sandbox's controls. */
  fault?: { service: string; operation: string; error: string };
}

const CLUSTER = ['--cluster-name', 'demo-eks-cluster'];
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const FULL = role('demo-eks-full');
const associate = (namespace: string, roleArn: string, ...more: string[]) => [
  ...['eks', 'create-pod-identity-association', ...CLUSTER, '--namespace', namespace, '--service-account', 'sa'],
  ...['--role-arn', roleArn, ...more],
];
const createRole = (name: string, trust: string, ...more: string[]) => [
  ...['iam', 'create-role', '--role-name', name, '--assume-role-policy-document', trust, ...more],
];
const TRUST = json({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
});
const ALLOW = json({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } });
const ENGINEERS = ['sts', 'assume-role', '--role-arn', role('platform-engineers'), '--role-session-name', 'ana'];
/** The three parts of a token, signed by nobody. */
const NOT_A_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl';
const DEVELOPERS = role('shop-developers');

const EKS_REFUSALS: RefusalRow[] = [
  {
    when: 'a cluster that is not there',
    args: ['eks', 'describe-cluster', '--name', 'nowhere'],
    code: 'ResourceNotFoundException',
    says: /No cluster found for name: nowhere/,
  },
  {
    when: 'a second association of a service account',
    before: [associate('once', FULL)],
    args: associate('once', FULL),
    code: 'ResourceInUseException',
    says: /already exists/i,
  },
  {
    when: 'a fifty-first tag',
    args: associate(
      'tagged',
      FULL,
      '--tags',
      json(Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v']))),
    ),
    code: 'InvalidParameterException',
    says: /tags|50/i,
  },
  {
    when: 'a role that does not trust pods',
    args: associate('untrusted', role('invoices-reader')),
    code: 'InvalidParameterException',
    says: /trust/i,
  },
  {
    when: 'a session policy together with session tags',
    args: associate('policy', FULL, '--policy', ALLOW),
    code: 'InvalidParameterException',
    says: /session tags|disableSessionTags/i,
  },
  {
    when: 'a caller who may only read',
    as: DEVELOPERS,
    args: associate('forbidden', FULL),
    code: 'AccessDeniedException',
    says: /not authorized to perform: eks:CreatePodIdentityAssociation/,
  },
  {
    when: 'an access policy for the entry of a node role',
    args: [
      ...['eks', 'associate-access-policy', ...CLUSTER],
      ...['--principal-arn', role('demo-eks-cluster-ng-51ada954-node'), '--access-scope', 'type=cluster'],
      ...['--policy-arn', 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy'],
    ],
    code: 'InvalidRequestException',
    says: /type EC2_LINUX/,
  },
  {
    when: 'the tags of something that is not there',
    args: [
      ...['eks', 'list-tags-for-resource', '--resource-arn'],
      'arn:aws:eks:us-west-2:111122223333:cluster/nowhere',
    ],
    code: 'NotFoundException',
    says: /nowhere|not found/i,
  },
  {
    when: 'the tags of something that is not of EKS',
    args: ['eks', 'list-tags-for-resource', '--resource-arn', 'arn:aws:s3:::bucket'],
    code: 'BadRequestException',
    says: /arn/i,
  },
  {
    when: 'an access key that nobody has',
    args: ['eks', 'list-clusters'],
    env: { AWS_ACCESS_KEY_ID: 'AKIANOBODYNOBODY0000' },
    code: 'UnrecognizedClientException',
    says: /security token/,
  },
  {
    when: 'a wrong secret',
    args: ['eks', 'list-clusters'],
    env: { AWS_SECRET_ACCESS_KEY: 'guessed' },
    code: 'InvalidSignatureException',
    says: /signature/i,
  },
  {
    when: 'too many requests',
    fault: { service: 'eks', operation: 'ListClusters', error: 'ThrottlingException' },
    args: ['eks', 'list-clusters'],
    code: 'ThrottlingException',
    says: /ThrottlingException/,
  },
  {
    when: 'trouble on the side of EKS',
    fault: { service: 'eks', operation: 'ListClusters', error: 'ServerException' },
    args: ['eks', 'list-clusters'],
    code: 'ServerException',
    says: /ServerException/,
  },
  {
    when: 'more associations than the quota of a cluster allows',
    before: [associate('last', FULL)],
    args: associate('too-many', FULL),
    code: 'ResourceLimitExceededException',
    says: /limit of 8/,
  },
  {
    when: 'a pod token that is none',
    args: ['eks-auth', 'assume-role-for-pod-identity', ...CLUSTER, '--token', NOT_A_TOKEN],
    code: 'InvalidTokenException',
    says: /token/i,
  },
  {
    when: 'a pod of a cluster that is not there',
    args: ['eks-auth', 'assume-role-for-pod-identity', '--cluster-name', 'nowhere', '--token', NOT_A_TOKEN],
    code: 'ResourceNotFoundException',
    says: /nowhere/,
  },
  {
    when: 'a pod of a cluster whose name cannot be',
    args: ['eks-auth', 'assume-role-for-pod-identity', '--cluster-name', 'no.dots', '--token', NOT_A_TOKEN],
    code: 'InvalidParameterException',
    says: /clusterName/i,
  },
];

const IAM_REFUSALS: RefusalRow[] = [
  {
    when: 'a role that is not there',
    args: ['iam', 'get-role', '--role-name', 'nobody'],
    code: 'NoSuchEntity',
    says: /The role with name nobody cannot be found/,
  },
  {
    when: 'a role of a name that is taken',
    args: createRole('Demo-EKS-Full', TRUST),
    code: 'EntityAlreadyExists',
    says: /already exists/,
  },
  {
    when: 'a trust policy that is no policy',
    args: createRole('broken', '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}'),
    code: 'MalformedPolicyDocument',
    says: /./,
  },
  {
    when: 'the deletion of a role with policies',
    args: ['iam', 'delete-role', '--role-name', 'demo-eks-full'],
    code: 'DeleteConflict',
    says: /must detach all policies first/,
  },
  {
    when: 'a trust policy that is too long',
    args: [
      ...['iam', 'update-assume-role-policy', '--role-name', 'demo-eks-full', '--policy-document'],
      json({
        Version: '2012-10-17',
        Statement: Array.from({ length: 40 }, (_, index) => ({
          ...{ Sid: `S${index}`, Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'] },
          Principal: { Service: 'pods.eks.amazonaws.com' },
        })),
      }),
    ],
    code: 'LimitExceeded',
    says: /ACLSizePerRole: 2048/,
  },
  {
    when: 'two tags whose keys differ in case alone',
    args: createRole('tagged', TRUST, '--tags', 'Key=team,Value=a', 'Key=TEAM,Value=b'),
    code: 'InvalidInput',
    says: /Duplicate tag keys/,
  },
  {
    when: 'a name with forbidden letters',
    args: createRole('no spaces', TRUST),
    code: 'ValidationError',
    says: /roleName/,
  },
  {
    when: 'a change of a service-linked role',
    args: ['iam', 'update-role', '--role-name', 'AWSServiceRoleForAmazonEKS', '--description', 'mine'],
    code: 'UnmodifiableEntity',
    says: /protected role/,
  },
  {
    when: 'a caller who may only read',
    as: DEVELOPERS,
    args: createRole('forbidden', TRUST),
    code: 'AccessDenied',
    says: /not authorized to perform: iam:CreateRole/,
  },
  {
    when: "a policy for AWS's own roles alone",
    args: [
      ...['iam', 'attach-role-policy', '--role-name', 'demo-eks-full', '--policy-arn'],
      'arn:aws:iam::aws:policy/aws-service-role/AmazonEKSServiceRolePolicy',
    ],
    code: 'PolicyNotAttachable',
    says: /Service Role Policy/,
  },
  {
    when: 'an access key that nobody has',
    args: ['iam', 'list-roles'],
    env: { AWS_ACCESS_KEY_ID: 'AKIANOBODYNOBODY0000' },
    code: 'InvalidClientTokenId',
    says: /security token/,
  },
  {
    when: 'a wrong secret',
    args: ['iam', 'list-roles'],
    env: { AWS_SECRET_ACCESS_KEY: 'guessed' },
    code: 'SignatureDoesNotMatch',
    says: /signature/i,
  },
  {
    when: 'too many requests',
    fault: { service: 'iam', operation: 'ListRoles', error: 'Throttling' },
    args: ['iam', 'list-roles'],
    code: 'Throttling',
    says: /Throttling/,
  },
  {
    when: 'trouble on the side of IAM',
    fault: { service: 'iam', operation: 'ListRoles', error: 'ServiceFailure' },
    args: ['iam', 'list-roles'],
    code: 'ServiceFailure',
    says: /ServiceFailure/,
  },
];

const STS_REFUSALS: RefusalRow[] = [
  {
    when: 'a role that does not trust the caller',
    args: ['sts', 'assume-role', '--role-arn', FULL, '--role-session-name', 'ana'],
    code: 'AccessDenied',
    says: /not authorized to perform: sts:AssumeRole/,
  },
  {
    when: 'a session policy that is no policy',
    args: [...ENGINEERS, '--policy', '{"Statement":3}'],
    code: 'MalformedPolicyDocument',
    says: /./,
  },
  {
    when: 'a session policy that does not fit',
    args: [...ENGINEERS, ...['--policy', json({ Version: '2012-10-17', Statement: randomStatements(30) })]],
    code: 'PackedPolicyTooLarge',
    says: /2048|Packed size/,
  },
  {
    when: 'a session name with a space',
    args: ['sts', 'assume-role', '--role-arn', role('platform-engineers'), '--role-session-name', 'an a'],
    code: 'ValidationError',
    says: /roleSessionName/,
  },
  {
    when: 'a web identity token that is none',
    args: [
      ...['sts', 'assume-role-with-web-identity', '--role-arn', FULL, '--role-session-name', 'pod'],
      ...['--web-identity-token', NOT_A_TOKEN],
    ],
    code: 'InvalidIdentityToken',
    says: /./,
  },
];

const CLOUDFORMATION_REFUSALS: RefusalRow[] = [
  {
    when: 'a stack that is not there',
    args: ['cloudformation', 'describe-stacks', '--stack-name', 'eksctl-demo-cluster'],
    code: 'ValidationError',
    says: /Stack with id eksctl-demo-cluster does not exist/,
  },
  {
    when: 'stacks in a state that there is not',
    args: ['cloudformation', 'list-stacks', '--stack-status-filter', 'ALMOST_DONE'],
    code: 'ValidationError',
    says: /stackStatusFilter/,
  },
];

export const REFUSALS: RefusalRow[] = [...CLOUDFORMATION_REFUSALS, ...EKS_REFUSALS, ...IAM_REFUSALS, ...STS_REFUSALS];

/** Statements that do not compress: the limit counts the packed size. */
function randomStatements(count: number): object[] {
  let seed = 1;
  const letters = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed.toString(36);
  };
  return Array.from({ length: count }, () => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${letters()}${letters()}${letters()}/*`,
  }));
}
