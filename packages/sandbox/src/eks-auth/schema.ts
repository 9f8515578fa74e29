/**
 * The one operation of EKS Auth in the form of the SDK's generated schemas, because its client is not installed here.
 * A structure is `[3, namespace, name, traits, member names, member schemas, count of leading required members]`;
 * 0 is a string, 4 a timestamp.
 */
const NAMESPACE = 'com.amazonaws.eksauth';
const STRING = 0;
const TIMESTAMP = 4;

const Subject = [3, NAMESPACE, 'Subject', 0, ['namespace', 'serviceAccount'], [STRING, STRING], 2];
const Association = [
  3,
  NAMESPACE,
  'PodIdentityAssociation',
  0,
  ['associationArn', 'associationId'],
  [STRING, STRING],
  2,
];
const AssumedRoleUser = [3, NAMESPACE, 'AssumedRoleUser', 0, ['arn', 'assumeRoleId'], [STRING, STRING], 2];
const Credentials = [
  3,
  NAMESPACE,
  'Credentials',
  0,
  ['sessionToken', 'secretAccessKey', 'accessKeyId', 'expiration'],
  [STRING, STRING, STRING, TIMESTAMP],
  4,
];

const Request = [
  3,
  NAMESPACE,
  'AssumeRoleForPodIdentityRequest',
  0,
  ['clusterName', 'token', 'eksNodeName', 'instanceId', 'zone'],
  [[STRING, 1], STRING, STRING, STRING, STRING],
  2,
];

const Response = [
  3,
  NAMESPACE,
  'AssumeRoleForPodIdentityResponse',
  0,
  ['subject', 'audience', 'podIdentityAssociation', 'assumedRoleUser', 'credentials'],
  [() => Subject, STRING, () => Association, () => AssumedRoleUser, () => Credentials],
  5,
];

export const AssumeRoleForPodIdentity$ = [
  9,
  NAMESPACE,
  'AssumeRoleForPodIdentity',
  { http: ['POST', '/clusters/{clusterName}/assume-role-for-pod-identity', 200] },
  () => Request,
  () => Response,
];

export interface AssumeRoleForPodIdentityRequest {
  clusterName: string;
  /** The projected service account token. */
  token: string;
  eksNodeName?: string;
  instanceId?: string;
  zone?: string;
}

export interface AssumeRoleForPodIdentityResponse {
  subject: { namespace: string; serviceAccount: string };
  audience: string;
  podIdentityAssociation: { associationArn: string; associationId: string };
  assumedRoleUser: { arn: string; assumeRoleId: string };
  credentials: { sessionToken: string; secretAccessKey: string; accessKeyId: string; expiration: Date };
}
