import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ClusterState } from '../../state/eks-state.ts';
import type { World } from '../../world.ts';

/** The AWS principal that a `k8s-aws-v1.` token speaks for. */
export interface TokenPrincipal {
  /** What an access entry names: the ARN of the user, or of the role (not of the session). */
  principalArn: string;
  /** The ARN that GetCallerIdentity answers with. */
  callerArn: string;
  accessKeyId: string;
  sessionName?: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

const PREFIX = 'k8s-aws-v1.';
const LONGEST = 4096;
const LIFETIME_MS = 15 * 60_000;
const CLOCK_SKEW_MS = 5 * 60_000;
const PARAMETERS = new Set([
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);
const CLUSTER_HEADER = 'x-k8s-aws-id';

/**
 * Reads a token as aws-iam-authenticator does, but checks the signature here instead of calling STS: the presigned
 * GetCallerIdentity request is recomputed with the access key's secret and this cluster's name as `x-k8s-aws-id`.
 *
 * @returns the principal, or why the token is refused
 */
export function readEksToken(world: World, cluster: ClusterState, token: string): TokenPrincipal | string {
  if (!token.startsWith(PREFIX)) return 'the token has no k8s-aws-v1. prefix';
  if (token.length > LONGEST) return 'the token is too long';
  const text = Buffer.from(token.slice(PREFIX.length), 'base64url').toString('utf8');
  if (!URL.canParse(text)) return 'the token does not hold a URL';
  const url = new URL(text);
  const problem = requestProblem(url);
  if (problem !== undefined) return problem;
  const query = lowerCaseParameters(url);
  const signedAt = parseAmzDate(query.get('x-amz-date') ?? '');
  const now = world.now();
  if (signedAt === undefined || signedAt > now + CLOCK_SKEW_MS) return 'the token has no usable X-Amz-Date';
  if (signedAt + LIFETIME_MS <= now) return 'the token has expired';
  const [accessKeyId = '', ...scope] = (query.get('x-amz-credential') ?? '').split('/');
  if (scope.length !== 4 || scope[2] !== 'sts' || scope[3] !== 'aws4_request')
    return 'the credential scope is not one of STS';
  const caller = findCaller(world, accessKeyId, query.get('x-amz-security-token'));
  if (caller === undefined) return 'the access key is not known';
  if (!signatureMatches(url, query, caller.secret, scope, cluster.name))
    return 'the signature is not one for this cluster';
  return { ...caller.principal, expiresAt: signedAt + LIFETIME_MS };
}

function requestProblem(url: URL): string | undefined {
  const query = lowerCaseParameters(url);
  if (!/^sts(-fips)?\.([a-z0-9-]+\.)?(amazonaws\.com(\.cn)?|api\.aws)$|^(127\.0\.0\.1|localhost)$/.test(url.hostname))
    return 'the host is not one of STS';
  if (url.pathname !== '/') return 'the path is not /';
  for (const name of query.keys()) if (!PARAMETERS.has(name)) return `the query parameter ${name} is not allowed`;
  if (query.size !== [...url.searchParams.keys()].length) return 'a query parameter is repeated';
  if (query.get('action') !== 'GetCallerIdentity') return 'the action is not GetCallerIdentity';
  const headers = (query.get('x-amz-signedheaders') ?? '').split(';');
  if (!headers.includes('host') || !headers.includes(CLUSTER_HEADER)) return 'the cluster is not in the signed headers';
  if (headers.some((header) => header !== 'host' && header !== CLUSTER_HEADER)) return 'a signed header is not allowed';
  const expires = Number(query.get('x-amz-expires'));
  return expires >= 0 && expires <= 900 ? undefined : 'X-Amz-Expires is not from 0 to 900';
}

function lowerCaseParameters(url: URL): Map<string, string> {
  return new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
}

function findCaller(
  world: World,
  accessKeyId: string,
  sessionToken: string | undefined,
): { secret: string; principal: Omit<TokenPrincipal, 'expiresAt'> } | undefined {
  const { iam, sessions } = world.state;
  for (const user of Object.values(iam.users)) {
    const key = Object.hasOwn(user.accessKeys, accessKeyId) ? user.accessKeys[accessKeyId] : undefined;
    if (key !== undefined) {
      return { secret: key.secretAccessKey, principal: { principalArn: user.arn, callerArn: user.arn, accessKeyId } };
    }
  }
  const session = Object.hasOwn(sessions, accessKeyId) ? sessions[accessKeyId] : undefined;
  if (session === undefined || session.expiresAt <= world.now() || session.sessionToken !== sessionToken)
    return undefined;
  return {
    secret: session.secretAccessKey,
    principal: {
      principalArn: session.roleArn,
      callerArn: session.assumedRoleArn,
      accessKeyId,
      sessionName: session.sessionName,
    },
  };
}

/** Signature Version 4 for a presigned request, as AWS documents it. */
function signatureMatches(
  url: URL,
  query: ReadonlyMap<string, string>,
  secret: string,
  scope: readonly string[],
  clusterName: string,
): boolean {
  const headers = (query.get('x-amz-signedheaders') ?? '').split(';');
  const canonicalHeaders = headers
    .map((header) => `${header}:${header === 'host' ? url.host : clusterName}\n`)
    .join('');
  const canonicalQuery = [...url.searchParams]
    .filter(([name]) => name.toLowerCase() !== 'x-amz-signature')
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .toSorted()
    .join('&');
  const request = ['GET', '/', canonicalQuery, canonicalHeaders, headers.join(';'), sha256('')].join('\n');
  const text = ['AWS4-HMAC-SHA256', query.get('x-amz-date') ?? '', scope.join('/'), sha256(request)].join('\n');
  const key = scope.reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const expected = hmac(key, text);
  const given = Buffer.from(query.get('x-amz-signature') ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
