import { AwsError, type Principal } from '../world.ts';

// Codes and HTTP statuses are those of the service model of STS; the wording is AWS's.

export function notAuthorized(principal: Principal, action: string, roleArn: string, reason: string): AwsError {
  const who = principal.kind === 'anonymous' ? 'anonymous' : principal.arn;
  const message = `User: ${who} is not authorized to perform: ${action} on resource: ${roleArn} because ${reason}`;
  return new AwsError('AccessDenied', 403, message);
}

/** AWS does not tell web identities why. */
export function webIdentityNotAuthorized(): AwsError {
  return new AwsError('AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
}

export function invalidIdentityToken(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', 400, message);
}

export function expiredToken(nowMs: number, expiresAtMs: number): AwsError {
  const [now, end] = [Math.floor(nowMs / 1000), Math.floor(expiresAtMs / 1000)];
  const message = `Token expired: current date/time ${now} must be before the expiration date/time ${end}`;
  return new AwsError('ExpiredTokenException', 400, message);
}

export function packedPolicyTooLarge(percent: number): AwsError {
  const message = `Packed size of session policies and session tags consumes ${percent}% of allotted space.`;
  return new AwsError('PackedPolicyTooLarge', 400, message);
}
