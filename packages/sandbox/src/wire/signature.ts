import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../world.ts';
import { header, type WireRequest } from './messages.ts';
import { formPairs, percentEncode } from './percent-encoding.ts';

/** What a SigV4 signature says of itself, from the Authorization header or from the query of a presigned URL. */
export interface SignatureClaims {
  presigned: boolean;
  accessKeyId: string;
  /** `20261123` */
  date: string;
  region: string;
  service: string;
  /** `20261123T185200Z` */
  timestamp: string;
  /** Lower-case names. */
  signedHeaders: string[];
  signature: string;
  sessionToken?: string;
  /** Lifetime of a presigned URL in seconds. */
  expiresIn?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Reads the claims; undefined for an unsigned request. Signatures that cannot be read are refused. */
export function signatureClaims(request: WireRequest): SignatureClaims | undefined {
  const authorization = header(request, 'authorization');
  if (authorization !== undefined) {
    return headerClaims(request, authorization);
  }
  const query = new Map(formPairs(request.query));
  return query.has('X-Amz-Credential') || query.has('X-Amz-Signature') ? queryClaims(query) : undefined;
}

/** Whether the signature is what the secret key gives for exactly this request. */
export function signatureMatches(request: WireRequest, claims: SignatureClaims, secretAccessKey: string): boolean {
  const scope = `${claims.date}/${claims.region}/${claims.service}/aws4_request`;
  const canonical = canonicalRequest(request, claims);
  const stringToSign = [ALGORITHM, claims.timestamp, scope, sha256(canonical)].join('\n');
  const expected = hmac(signingKey(secretAccessKey, claims), stringToSign);
  const given = Buffer.from(claims.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function headerClaims(request: WireRequest, authorization: string): SignatureClaims {
  const [algorithm, ...rest] = authorization.split(' ');
  const parts = new Map(
    rest
      .join(' ')
      .split(',')
      .map((part) => {
        const [name, ...value] = part.trim().split('=');
        return [name ?? '', value.join('=')];
      }),
  );
  const timestamp = header(request, 'x-amz-date');
  if (algorithm !== ALGORITHM || timestamp === undefined) {
    throw incomplete(`the Authorization header must be ${ALGORITHM} and come with X-Amz-Date`);
  }
  const sessionToken = header(request, 'x-amz-security-token');
  return {
    presigned: false,
    ...scopeOf(parts.get('Credential')),
    timestamp,
    signedHeaders: headerNames(parts.get('SignedHeaders')),
    signature: parts.get('Signature') ?? '',
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function queryClaims(query: ReadonlyMap<string, string>): SignatureClaims {
  const timestamp = query.get('X-Amz-Date');
  const expires = query.get('X-Amz-Expires') ?? '';
  if (query.get('X-Amz-Algorithm') !== ALGORITHM || timestamp === undefined || !/^\d{1,6}$/.test(expires)) {
    throw incomplete('a presigned request needs X-Amz-Algorithm, X-Amz-Date and X-Amz-Expires');
  }
  const sessionToken = query.get('X-Amz-Security-Token');
  return {
    presigned: true,
    ...scopeOf(query.get('X-Amz-Credential')),
    timestamp,
    signedHeaders: headerNames(query.get('X-Amz-SignedHeaders')),
    signature: query.get('X-Amz-Signature') ?? '',
    expiresIn: Number(expires),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function scopeOf(credential: string | undefined): Pick<SignatureClaims, 'accessKeyId' | 'date' | 'region' | 'service'> {
  const [accessKeyId, date, region, service, terminator, ...more] = (credential ?? '').split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || more.length > 0) {
    throw incomplete('the Credential must be ACCESS_KEY/DATE/REGION/SERVICE/aws4_request');
  }
  return { accessKeyId, date, region, service };
}

function headerNames(list: string | undefined): string[] {
  return (list ?? '').split(';').filter((name) => name !== '');
}

function canonicalRequest(request: WireRequest, claims: SignatureClaims): string {
  const headers = claims.signedHeaders.map((name) => {
    const value = header(request, name) ?? '';
    return `${name}:${value.trim().replace(/ +/g, ' ')}\n`;
  });
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(''),
    claims.signedHeaders.join(';'),
    payloadHash(request, claims),
  ].join('\n');
}

/** Each segment of the path as it was sent is encoded once more: so it is for every service but S3. */
function canonicalPath(path: string): string {
  return path.split('/').map(percentEncode).join('/');
}

function canonicalQuery(query: string): string {
  return formPairs(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([leftName, leftValue], [rightName, rightValue]) =>
      leftName === rightName ? compare(leftValue, rightValue) : compare(leftName, rightName),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** A hash in the header counts only if it is the body's; a presigned GET has an empty body. */
function payloadHash(request: WireRequest, claims: SignatureClaims): string {
  const declared = header(request, 'x-amz-content-sha256');
  if (declared === 'UNSIGNED-PAYLOAD' && claims.signedHeaders.includes('x-amz-content-sha256')) {
    return declared;
  }
  return sha256(request.body);
}

/** The day's signing key costs four hashes, so the last ones are kept. */
const signingKeys = new Map<string, Buffer>();
const KEPT_SIGNING_KEYS = 200;

function signingKey(secretAccessKey: string, { date, region, service }: SignatureClaims): Buffer {
  const name = JSON.stringify([secretAccessKey, date, region, service]);
  const known = signingKeys.get(name);
  if (known !== undefined) {
    return known;
  }
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
  if (signingKeys.size >= KEPT_SIGNING_KEYS) {
    signingKeys.clear();
  }
  signingKeys.set(name, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function incomplete(why: string): AwsError {
  return new AwsError('IncompleteSignature', 403, `The signature cannot be read: ${why}.`);
}
