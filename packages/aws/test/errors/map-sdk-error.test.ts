import { inspect } from 'node:util';
import { EKSServiceException, ResourceInUseException } from '@aws-sdk/client-eks';
import { type ErrorCode, errorWords, PodpassError } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { MalformedAnswer } from '../../src/errors/answer.ts';
import { type FailedCall, mapSdkError } from '../../src/errors/map-sdk-error.ts';

interface Case {
  /** Name and message as the SDK gives them, with status, Node's code, and what caused it. */
  error: { name: string; message?: string; status?: number; code?: string; cause?: Error };
  call?: FailedCall;
  becomes: ErrorCode;
  data?: Record<string, unknown>;
}

const role = 'arn:aws:iam::111122223333:role/app/reader';
const describeAssociation: FailedCall = {
  service: 'eks',
  operation: 'DescribePodIdentityAssociation',
  subject: { cluster: 'prod', associationId: 'a-abcdefghijklmnop1' },
};
const createAssociation: FailedCall = {
  service: 'eks',
  operation: 'CreatePodIdentityAssociation',
  subject: { cluster: 'prod', namespace: 'shop', serviceAccount: 'cart', role },
};
const createRole: FailedCall = {
  service: 'iam',
  operation: 'CreateRole',
  subject: { role: 'reader', policy: 'arn:aws:iam::111122223333:policy/edge' },
};
const attachPolicy: FailedCall = {
  service: 'iam',
  operation: 'AttachRolePolicy',
  subject: { role: 'reader', policy: 'arn:aws:iam::aws:policy/X' },
};
const updateTrust: FailedCall = {
  service: 'iam',
  operation: 'UpdateAssumeRolePolicy',
  subject: { role: 'reader', trustPolicy: '{ "Version": "2012-10-17" }' },
};
const createAddon: FailedCall = {
  service: 'eks',
  operation: 'CreateAddon',
  subject: { cluster: 'prod', addon: 'eks-pod-identity-agent' },
};

const invalid = 'InvalidParameterException';
const cases: Case[] = [
  // Throttling, in all its spellings
  ...['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'SlowDown'].map(
    (name): Case => ({ error: { name, status: 400 }, becomes: 'aws-throttled' }),
  ),
  { error: { name: 'SomethingNew', status: 429 }, becomes: 'aws-throttled' },

  // Permissions and credentials
  ...['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'].map(
    (name): Case => ({
      error: { name, message: 'User: x is not authorized to perform: y', status: 403 },
      becomes: 'aws-access-denied',
      data: { detail: 'User: x is not authorized to perform: y' },
    }),
  ),
  { error: { name: 'SomethingNew', status: 403 }, becomes: 'aws-access-denied' },
  ...['ExpiredToken', 'ExpiredTokenException'].map(
    (name): Case => ({ error: { name, status: 403 }, becomes: 'aws-credentials-expired' }),
  ),
  {
    error: { name: 'CredentialsProviderError', message: 'The SSO session associated with this profile has expired.' },
    becomes: 'aws-credentials-expired',
  },
  {
    error: { name: 'CredentialsProviderError', message: 'Could not load credentials from any providers' },
    becomes: 'aws-credentials-missing',
    data: { detail: 'Could not load credentials from any providers' },
  },
  ...['UnrecognizedClient', 'UnrecognizedClientException', 'InvalidClientTokenId', 'SignatureDoesNotMatch'].map(
    (name): Case => ({ error: { name, status: 403 }, becomes: 'aws-credentials-missing' }),
  ),

  // What is not there
  {
    error: { name: 'ResourceNotFoundException', message: 'No cluster found for name: prod.', status: 404 },
    call: describeAssociation,
    becomes: 'cluster-not-found',
    data: { cluster: 'prod' },
  },
  {
    error: { name: 'ResourceNotFoundException', message: 'The association was not found', status: 404 },
    call: describeAssociation,
    becomes: 'association-not-found',
    data: { cluster: 'prod', associationId: 'a-abcdefghijklmnop1' },
  },
  {
    error: { name: 'ResourceNotFoundException', message: 'No addon: x found in cluster: prod', status: 404 },
    call: createAddon,
    becomes: 'addon-not-found',
  },
  {
    error: { name: 'NotFoundException', message: 'no such resource', status: 404 },
    call: { service: 'eks', operation: 'TagResource' },
    becomes: 'aws-not-found',
    data: { detail: 'no such resource' },
  },
  ...['NoSuchEntity', 'NoSuchEntityException'].flatMap((name): Case[] => [
    {
      error: { name, message: 'The role with name reader cannot be found.', status: 404 },
      call: attachPolicy,
      becomes: 'role-not-found',
    },
    {
      error: { name, message: 'Policy arn:aws:iam::aws:policy/X does not exist or is not attachable.', status: 404 },
      call: attachPolicy,
      becomes: 'policy-not-found',
      data: { policy: 'arn:aws:iam::aws:policy/X' },
    },
    {
      error: { name, message: 'Scope ARN: x does not exist.', status: 404 },
      call: createRole,
      becomes: 'policy-not-found',
    },
    { error: { name, message: 'whatever IAM says', status: 404 }, call: updateTrust, becomes: 'role-not-found' },
  ]),

  // What is there already
  {
    error: { name: 'ResourceInUseException', message: 'Association already exists: a-abcdefghijklmnop1', status: 409 },
    call: createAssociation,
    becomes: 'association-exists',
    data: { namespace: 'shop', serviceAccount: 'cart' },
  },
  { error: { name: 'ResourceInUseException', status: 409 }, call: createAddon, becomes: 'addon-exists' },
  {
    error: { name: 'ResourceInUseException', status: 409 },
    call: { service: 'eks', operation: 'DeleteCluster', subject: { cluster: 'prod' } },
    becomes: 'aws-conflict',
  },
  ...['EntityAlreadyExists', 'EntityAlreadyExistsException'].map(
    (name): Case => ({
      error: { name, status: 409 },
      call: createRole,
      becomes: 'role-exists',
      data: { role: 'reader' },
    }),
  ),
  ...['DeleteConflict', 'DeleteConflictException'].map(
    (name): Case => ({ error: { name, status: 409 }, call: createRole, becomes: 'role-in-use' }),
  ),
  ...['ConcurrentModification', 'ConcurrentModificationException', 'EntityTemporarilyUnmodifiable'].map(
    (name): Case => ({ error: { name, status: 409 }, becomes: 'aws-conflict' }),
  ),
  { error: { name: 'SomethingNew', status: 409 }, becomes: 'aws-conflict' },

  // Roles as EKS sees them
  {
    error: { name: invalid, message: 'Trust policy of the role provided is invalid. Add sts:TagSession', status: 400 },
    call: createAssociation,
    becomes: 'role-trust-invalid',
    data: { role, detail: 'Trust policy of the role provided is invalid. Add sts:TagSession' },
  },
  {
    error: { name: invalid, message: 'Role provided in the request does not exist.', status: 400 },
    call: createAssociation,
    becomes: 'role-not-visible-yet',
    data: { role },
  },
  {
    error: { name: invalid, message: 'namespace is wrong', status: 400 },
    call: createAssociation,
    becomes: 'aws-invalid-request',
  },

  // Documents and quotas
  ...['MalformedPolicyDocument', 'MalformedPolicyDocumentException'].map(
    (name): Case => ({
      error: { name, message: 'Syntax error', status: 400 },
      becomes: 'policy-malformed',
      data: { detail: 'Syntax error' },
    }),
  ),
  ...['LimitExceeded', 'LimitExceededException'].flatMap((name): Case[] => [
    {
      error: { name, message: 'Cannot exceed quota for ACLSizePerRole: 2048', status: 409 },
      call: updateTrust,
      becomes: 'trust-policy-too-large',
      data: { role: 'reader', size: 24, limit: 2048 },
    },
    {
      error: { name, message: 'Cannot exceed quota for RolesPerAccount: 1000', status: 409 },
      call: createRole,
      becomes: 'aws-quota-exceeded',
      data: { service: 'iam', detail: 'Cannot exceed quota for RolesPerAccount: 1000' },
    },
  ]),
  {
    error: { name: 'ResourceLimitExceededException', status: 400 },
    call: createAssociation,
    becomes: 'aws-quota-exceeded',
  },
  {
    error: { name: 'UnmodifiableEntity', status: 400 },
    call: updateTrust,
    becomes: 'role-unmodifiable',
    data: { role: 'reader' },
  },

  // Everything else that a request can be wrong in
  ...['InvalidRequestException', 'InvalidInput', 'ValidationError', 'BadRequestException', 'ClientException'].map(
    (name): Case => ({
      error: { name, message: 'no', status: 400 },
      becomes: 'aws-invalid-request',
      data: { detail: 'no' },
    }),
  ),
  {
    error: { name: 'SomethingNew', message: 'no', status: 418 },
    becomes: 'aws-invalid-request',
    data: { detail: 'SomethingNew: no' },
  },

  // No answer, or none that can be used
  ...['ServerException', 'ServiceFailureException', 'ServiceUnavailable', 'InternalFailure'].map(
    (name): Case => ({
      error: { name, message: 'oops', status: 500 },
      becomes: 'aws-unavailable',
      data: { detail: 'oops' },
    }),
  ),
  { error: { name: 'SomethingNew', message: 'oops', status: 503 }, becomes: 'aws-unavailable' },
  {
    error: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED' },
    becomes: 'aws-unavailable',
    data: { detail: 'the connection was refused (ECONNREFUSED)' },
  },
  {
    error: { name: 'Error', message: 'outer', cause: Object.assign(new Error('inner'), { code: 'ENOTFOUND' }) },
    becomes: 'aws-unavailable',
    data: { detail: 'the name of the endpoint cannot be resolved (ENOTFOUND)' },
  },
  {
    error: {
      name: 'SyntaxError',
      message: 'Unexpected token <. Deserialization error: to see the raw response…',
      status: 200,
    },
    becomes: 'aws-unavailable',
    data: { detail: 'the answer could not be read' },
  },
  {
    error: { name: 'TimeoutError', message: 'no answer within 60 seconds' },
    becomes: 'aws-unavailable',
    data: { detail: 'no answer within 60 seconds' },
  },
];

describe('errors of the SDK', () => {
  it.each(cases)('$error.name ($error.message $error.status) becomes $becomes', ({ error, call, becomes, data }) => {
    const mapped = mapSdkError(sdkError(error), call ?? describeAssociation);
    expect(mapped).toBeInstanceOf(PodpassError);
    expect(mapped.code).toBe(becomes);
    expect(mapped.data).toMatchObject(data ?? {});
    expect(mapped.awsRequestId).toBe(error.status === undefined ? undefined : 'request-1');
    // Its words can be said with the facts that it has.
    const words = errorWords(mapped.code, mapped.data);
    expect(`${words.what}${words.why}${words.remedy}`).not.toContain('undefined');
  });

  it('are told by name, so a class of the SDK and a plain error of the same name become the same', () => {
    const $metadata = { requestId: 'request-1', httpStatusCode: 409 };
    const asClass = new ResourceInUseException({ message: 'taken', $metadata });
    const asBase = new EKSServiceException({
      name: 'ResourceInUseException',
      $fault: 'client',
      message: 'taken',
      $metadata,
    });
    expect(mapSdkError(asClass, createAddon)).toEqual(mapSdkError(asBase, createAddon));
  });

  it('keep what the SDK said as their cause, without the signed request that hangs on it', () => {
    const $response = { body: { req: { _headers: { 'x-amz-security-token': 'secret' } } } };
    const inner = Object.assign(new Error('inner'), { code: 'ECONNRESET', $response });
    const $metadata = { requestId: 'request-1', attempts: 3 };
    const original = Object.assign(new Error('no', { cause: inner }), { name: 'Odd', $metadata, $response });
    const { cause } = mapSdkError(original, createRole);
    expect(cause).toMatchObject({ name: 'Odd', message: 'no', stack: original.stack, $metadata });
    expect((cause as Error).cause).toMatchObject({ message: 'inner', code: 'ECONNRESET' });
    expect(inspect(cause, { depth: 20, showHidden: true })).not.toContain('secret');
  });

  it('take a request id from the body of a query error', () => {
    const original = Object.assign(new Error('no'), { name: 'AccessDenied', RequestId: 'from-the-body' });
    expect(mapSdkError(original, createRole).awsRequestId).toBe('from-the-body');
  });

  it('say what an answer lacks', () => {
    expect(mapSdkError(new MalformedAnswer('association.roleArn'), describeAssociation).data).toMatchObject({
      detail: 'the answer has no association.roleArn',
    });
  });

  it.each([['a text'], [undefined], [{ some: 'object' }]])('take anything that is thrown: %j', (thrown) => {
    expect(mapSdkError(thrown, describeAssociation).code).toBe('aws-unavailable');
  });

  it('leave what is ours as it is', () => {
    const ours = new PodpassError('role-not-found', { role });
    expect(mapSdkError(ours, createRole)).toBe(ours);
  });
});

function sdkError({ name, message = 'no', status, code, cause }: Case['error']): Error {
  return Object.assign(new Error(message, cause && { cause }), {
    name,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { $metadata: { httpStatusCode: status, requestId: 'request-1' } }),
  });
}
