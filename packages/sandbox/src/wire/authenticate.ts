import { own } from '../state/lookup.ts';
import type { SessionState } from '../state/sandbox-state.ts';
import { AwsError, type Principal, type World } from '../world.ts';
import { header, type WireRequest } from './messages.ts';
import { type SignatureClaims, signatureMatches } from './signature.ts';

/** AWS refuses signatures that are further off; callers sign by the wall clock, so that is what counts. */
const CLOCK_SKEW_MS = 15 * 60_000;

/** The spelling of the refusals, which differs between the services' families. */
export interface AuthenticationCodes {
  unknownKey: 'AuthFailure' | 'InvalidClientTokenId' | 'UnrecognizedClientException';
  signature: 'AuthFailure' | 'SignatureDoesNotMatch' | 'InvalidSignatureException';
  expired: 'RequestExpired' | 'ExpiredToken' | 'ExpiredTokenException';
  missing: 'MissingAuthenticationToken' | 'MissingAuthenticationTokenException';
}

export const QUERY_CODES: AuthenticationCodes = {
  unknownKey: 'InvalidClientTokenId',
  signature: 'SignatureDoesNotMatch',
  expired: 'ExpiredToken',
  missing: 'MissingAuthenticationToken',
};

export const EC2_CODES: AuthenticationCodes = {
  unknownKey: 'AuthFailure',
  signature: 'AuthFailure',
  expired: 'RequestExpired',
  missing: 'MissingAuthenticationToken',
};

export const REST_CODES: AuthenticationCodes = {
  unknownKey: 'UnrecognizedClientException',
  signature: 'InvalidSignatureException',
  expired: 'ExpiredTokenException',
  missing: 'MissingAuthenticationTokenException',
};

/**
 * Finds out who signed the request and checks that they did.
 *
 * @returns the anonymous principal for an unsigned request; the operation decides whether that is enough
 * @throws AwsError 403: unknown key, wrong session token, expired session, wrong or stale signature
 */
export function authenticate(
  world: World,
  request: WireRequest,
  claims: SignatureClaims | undefined,
  codes: AuthenticationCodes,
): Principal {
  if (claims === undefined) {
    return { kind: 'anonymous' };
  }
  const { principal, secretAccessKey } = identityOf(world, claims, codes);
  checkSignature(request, claims, secretAccessKey, codes);
  return principal;
}

interface Identity {
  principal: Principal;
  secretAccessKey: string;
}

function identityOf(world: World, claims: SignatureClaims, codes: AuthenticationCodes): Identity {
  const session = own(world.state.sessions, claims.accessKeyId);
  if (session !== undefined) {
    return sessionIdentity(world, session, claims, codes);
  }
  for (const user of Object.values(world.state.iam.users)) {
    const key = own(user.accessKeys, claims.accessKeyId);
    if (key !== undefined) {
      const { account } = world.state;
      const { accessKeyId } = claims;
      return {
        principal: { kind: 'user', arn: user.arn, account, accessKeyId, userName: user.name },
        secretAccessKey: key.secretAccessKey,
      };
    }
  }
  throw new AwsError(codes.unknownKey, 403, 'The security token included in the request is invalid.');
}

function sessionIdentity(
  world: World,
  session: SessionState,
  claims: SignatureClaims,
  codes: AuthenticationCodes,
): Identity {
  if (claims.sessionToken !== session.sessionToken) {
    throw new AwsError(codes.unknownKey, 403, 'The security token included in the request is invalid.');
  }
  if (session.expiresAt <= world.now()) {
    throw new AwsError(codes.expired, 403, 'The security token included in the request is expired');
  }
  return {
    principal: {
      kind: 'assumed-role',
      arn: session.assumedRoleArn,
      account: session.assumedRoleArn.split(':')[4] ?? world.state.account,
      accessKeyId: session.accessKeyId,
      roleArn: session.roleArn,
      sessionName: session.sessionName,
      sessionPolicies: session.sessionPolicies,
      tags: session.tags,
      transitiveTagKeys: session.transitiveTagKeys,
    },
    secretAccessKey: session.secretAccessKey,
  };
}

function checkSignature(
  request: WireRequest,
  claims: SignatureClaims,
  secretAccessKey: string,
  codes: AuthenticationCodes,
): void {
  const refusal = (message: string) => new AwsError(codes.signature, 403, message);
  const signedAt = parsedTimestamp(claims.timestamp);
  if (signedAt === undefined || !claims.timestamp.startsWith(claims.date)) {
    throw refusal('The date of the signature is malformed or differs from the date of its credential scope.');
  }
  const lifetime = claims.presigned ? (claims.expiresIn ?? 0) * 1000 : CLOCK_SKEW_MS;
  const age = Date.now() - signedAt;
  if (age > Math.max(lifetime, 0) || age < -CLOCK_SKEW_MS) {
    throw refusal(`Signature expired or not yet valid: it was made at ${claims.timestamp}.`);
  }
  if (!claims.signedHeaders.includes('host') || header(request, 'host') === undefined) {
    throw refusal('The host header must be signed.');
  }
  if (!signatureMatches(request, claims, secretAccessKey)) {
    throw refusal(
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method.',
    );
  }
}

/** `20261123T185200Z` as epoch milliseconds. */
function parsedTimestamp(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
