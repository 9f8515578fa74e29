import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { ClusterState } from '../state/eks-state.ts';

/** What a service account token says of its bearer. Times are epoch milliseconds. */
export interface ServiceAccountTokenClaims {
  namespace: string;
  serviceAccount: string;
  serviceAccountUid: string;
  audiences: string[];
  podName?: string;
  podUid?: string;
  nodeName?: string;
  issuedAt: number;
  expiresAt: number;
}

export interface VerifiedServiceAccountClaims {
  issuer: string;
  /** `system:serviceaccount:NAMESPACE:NAME` */
  subject: string;
  audiences: string[];
  namespace: string;
  serviceAccount: string;
  serviceAccountUid: string;
  podName?: string;
  podUid?: string;
  nodeName?: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

export type ReadTokenResult =
  | { ok: true; claims: VerifiedServiceAccountClaims }
  | { ok: false; problem: 'malformed' | 'signature' | 'expired'; message: string };

type SigningKey = ClusterState['serviceAccountKey'];

/**
 * Makes the RS256 token that a projected service account volume or a TokenRequest of this cluster holds.
 * The same claims give the same token, so that a run can be repeated.
 */
export function mintServiceAccountToken(cluster: ClusterState, claims: ServiceAccountTokenClaims): string {
  const payload = {
    aud: claims.audiences,
    exp: seconds(claims.expiresAt),
    iat: seconds(claims.issuedAt),
    iss: cluster.oidcIssuer,
    jti: tokenId(claims),
    'kubernetes.io': {
      namespace: claims.namespace,
      ...(claims.nodeName === undefined ? {} : { node: { name: claims.nodeName } }),
      ...(claims.podName === undefined ? {} : { pod: { name: claims.podName, uid: claims.podUid ?? '' } }),
      serviceaccount: { name: claims.serviceAccount, uid: claims.serviceAccountUid },
    },
    nbf: seconds(claims.issuedAt),
    sub: `system:serviceaccount:${claims.namespace}:${claims.serviceAccount}`,
  };
  const header = { alg: 'RS256', kid: cluster.serviceAccountKey.id, typ: 'JWT' };
  const signed = `${encode(header)}.${encode(payload)}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), privateKey(cluster.serviceAccountKey));
  return `${signed}.${signature.toString('base64url')}`;
}

/** Checks form, issuer, signature and time of a service account token of this cluster. The audience is the caller's to check. */
export function readServiceAccountToken(cluster: ClusterState, token: string, nowMs: number): ReadTokenResult {
  const parts = token.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    return malformed('the token does not have three parts');
  }
  const algorithm = record(decode(header))?.['alg'];
  const body = record(decode(payload));
  if (algorithm !== 'RS256' || body === undefined) return malformed('the token is not an RS256 JSON Web Token');
  const claims = readClaims(body);
  if (claims === undefined) return malformed('the token lacks the claims of a service account token');
  const signed = Buffer.from(`${header}.${payload}`);
  if (
    claims.issuer !== cluster.oidcIssuer ||
    !verify('RSA-SHA256', signed, publicKey(cluster.serviceAccountKey), Buffer.from(signature, 'base64url'))
  ) {
    return { ok: false, problem: 'signature', message: 'the token was not signed by this cluster' };
  }
  const notBefore = body['nbf'];
  if (claims.expiresAt <= nowMs) return { ok: false, problem: 'expired', message: 'service account token has expired' };
  if (typeof notBefore === 'number' && notBefore * 1000 > nowMs + 60_000)
    return malformed('the token is not valid yet');
  return { ok: true, claims };
}

function readClaims(body: Record<string, unknown>): VerifiedServiceAccountClaims | undefined {
  const bound = record(body['kubernetes.io']);
  const account = record(bound?.['serviceaccount']);
  const pod = record(bound?.['pod']);
  const node = record(bound?.['node']);
  const { iss: issuer, sub: subject, exp } = body;
  const audiences = typeof body['aud'] === 'string' ? [body['aud']] : body['aud'];
  const namespace = bound?.['namespace'];
  const serviceAccount = account?.['name'];
  const serviceAccountUid = account?.['uid'];
  if (typeof issuer !== 'string' || typeof subject !== 'string' || typeof exp !== 'number') return undefined;
  if (!Array.isArray(audiences) || !audiences.every((one): one is string => typeof one === 'string')) return undefined;
  if (typeof namespace !== 'string' || typeof serviceAccount !== 'string' || typeof serviceAccountUid !== 'string') {
    return undefined;
  }
  return {
    issuer,
    subject,
    audiences,
    namespace,
    serviceAccount,
    serviceAccountUid,
    ...(typeof pod?.['name'] === 'string' ? { podName: pod['name'] } : {}),
    ...(typeof pod?.['uid'] === 'string' ? { podUid: pod['uid'] } : {}),
    ...(typeof node?.['name'] === 'string' ? { nodeName: node['name'] } : {}),
    expiresAt: exp * 1000,
  };
}

/** A UUID made of the claims: tokens need an id, and the sandbox may not roll dice. */
function tokenId(claims: ServiceAccountTokenClaims): string {
  const hex = createHash('sha256').update(JSON.stringify(claims)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

// Parsing a PEM costs more than signing with it; clusters are few and their keys do not change.
const privateKeys = new Map<string, KeyObject>();
const publicKeys = new Map<string, KeyObject>();

function privateKey(key: SigningKey): KeyObject {
  const known = privateKeys.get(key.privateKeyPem);
  if (known !== undefined) return known;
  const made = createPrivateKey(key.privateKeyPem);
  privateKeys.set(key.privateKeyPem, made);
  return made;
}

function publicKey(key: SigningKey): KeyObject {
  const known = publicKeys.get(key.publicKeyPem);
  if (known !== undefined) return known;
  const made = createPublicKey(key.publicKeyPem);
  publicKeys.set(key.publicKeyPem, made);
  return made;
}

function malformed(message: string): ReadTokenResult {
  return { ok: false, problem: 'malformed', message };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
