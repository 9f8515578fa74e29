import type { ServiceName } from '../state/sandbox-state.ts';
import { AwsError } from '../world.ts';

/** HTTP status of the codes that tests like to inject; any other code is answered with 400. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  ThrottlingException: 429,
  TooManyRequestsException: 429,
  AccessDenied: 403,
  AccessDeniedException: 403,
  ExpiredToken: 403,
  UnrecognizedClientException: 403,
  InvalidClientTokenId: 403,
  NoSuchEntity: 404,
  ResourceNotFoundException: 404,
  NotFoundException: 404,
  ResourceInUseException: 409,
  ConcurrentModification: 409,
  EntityAlreadyExists: 409,
  LimitExceeded: 409,
  DeleteConflict: 409,
  Conflict: 409,
  ServerException: 500,
  InternalFailure: 500,
  InternalServerException: 500,
  ServiceFailure: 500,
  ServiceUnavailable: 503,
  ServiceUnavailableException: 503,
};

/** What a fault's `error` is answered with: an AWS code, or an HTTP status given as a number. */
export function errorOfFault(error: string, service: ServiceName): AwsError {
  if (/^[45]\d\d$/.test(error)) {
    const status = Number(error);
    const code = status === 503 ? 'ServiceUnavailable' : status >= 500 ? 'InternalFailure' : 'InvalidRequest';
    return new AwsError(code, status, `The sandbox was told to answer ${service} with ${status}.`);
  }
  if (service === 'kubernetes' && error === 'ExceededQuota') {
    const told = 'exceeded quota: ordered, requested: count=1, used: count=1, limited: count=1';
    return new AwsError(error, 403, `what was sent is forbidden: ${told}`);
  }
  return new AwsError(error, STATUS_BY_CODE[error] ?? 400, `The sandbox was told to answer ${service} with ${error}.`);
}

/** The throttling answer of a service: the query services say `Throttling`, the others `ThrottlingException`. */
export function throttled(service: ServiceName): AwsError {
  const queryProtocol = service === 'iam' || service === 'sts' || service === 'cloudformation';
  if (queryProtocol) {
    return new AwsError('Throttling', 400, 'Rate exceeded');
  }
  if (service === 'ec2') {
    return new AwsError('RequestLimitExceeded', 503, 'Request limit exceeded.');
  }
  return new AwsError('ThrottlingException', 429, 'Rate exceeded');
}
