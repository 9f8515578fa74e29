/**
 * Error names as the SDK throws them: modelled ones end in `Exception`, unmodelled ones are the raw code of the wire
 * (eks-and-iam §3.4). So both forms are listed, and classes are not asked.
 */
export const errorNames = {
  throttled: names(
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'RequestThrottled',
    'RequestThrottledException',
    'RequestLimitExceeded',
    'TooManyRequestsException',
    'SlowDown',
  ),
  quota: names(
    'LimitExceeded',
    'LimitExceededException',
    'ResourceLimitExceeded',
    'ResourceLimitExceededException',
    'ServiceQuotaExceededException',
  ),
  accessDenied: names('AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized'),
  expired: names('ExpiredToken', 'ExpiredTokenException', 'RequestExpired'),
  noCredentials: names(
    'CredentialsProviderError',
    'TokenProviderError',
    'ProviderError',
    'UnrecognizedClient',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'IncompleteSignature',
    'SignatureDoesNotMatch',
    'InvalidSignatureException',
    'AuthFailure',
    'OptInRequired',
  ),
  notFound: names(
    'NoSuchEntity',
    'NoSuchEntityException',
    'ResourceNotFound',
    'ResourceNotFoundException',
    'NotFoundException',
  ),
  alreadyExists: names(
    'EntityAlreadyExists',
    'EntityAlreadyExistsException',
    'ResourceInUse',
    'ResourceInUseException',
  ),
  deleteConflict: names('DeleteConflict', 'DeleteConflictException'),
  unmodifiable: names('UnmodifiableEntity', 'UnmodifiableEntityException'),
  conflict: names(
    'ConcurrentModification',
    'ConcurrentModificationException',
    'EntityTemporarilyUnmodifiable',
    'EntityTemporarilyUnmodifiableException',
    'InvalidStateException',
  ),
  malformedPolicy: names('MalformedPolicyDocument', 'MalformedPolicyDocumentException'),
  invalid: names(
    'InvalidParameter',
    'InvalidParameterException',
    'InvalidParameterCombination',
    'InvalidParameterValue',
    'MissingParameter',
    'InvalidRequest',
    'InvalidRequestException',
    'InvalidInput',
    'InvalidInputException',
    'BadRequestException',
    'ClientException',
    'ValidationError',
    'ValidationException',
    'PolicyNotAttachable',
    'PolicyNotAttachableException',
  ),
  unavailable: names(
    'ServerException',
    'ServiceFailure',
    'ServiceFailureException',
    'ServiceUnavailable',
    'Unavailable',
    'ServiceUnavailableException',
    'InternalFailure',
    'InternalError',
    'InternalServerError',
    'InternalServerException',
  ),
} as const;

/** A quota that is used up; the SDK itself takes `LimitExceededException` for throttling. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && errorNames.quota.has(error.name);
}

function names(...list: string[]): ReadonlySet<string> {
  return new Set(list);
}
