import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import { mapSdkError } from '../errors/map-sdk-error.ts';

export interface KubernetesToken {
  /** `k8s-aws-v1.…`, for `Authorization: Bearer`. */
  token: string;
  /** When to ask for the next one: a minute before the cluster stops taking it. */
  expiresAt: Date;
}

/** The cluster takes a token for 15 minutes from its signing (eks-and-iam §6). */
const usableMs = 14 * 60_000;
const clusterHeader = 'x-k8s-aws-id';

/**
 * A minter of bearer tokens, each kept until it is nearly over. Nothing is called: a token is a presigned
 * GetCallerIdentity that the cluster itself sends to STS. Rejects with `aws-credentials-*`.
 */
export function createTokenMinter(
  credentials: Provider<AwsCredentialIdentity>,
  now: () => number = Date.now,
): (cluster: { name: string; region: string }) => Promise<KubernetesToken> {
  const kept = new Map<string, Promise<KubernetesToken>>();

  return async ({ name, region }) => {
    const key = `${name}@${region}`;
    const known = await kept.get(key)?.catch(() => undefined);
    if (known && known.expiresAt.getTime() > now()) return known;
    const minted = mintToken(credentials, { name, region }, now()).catch((error: unknown) => {
      kept.delete(key);
      throw mapSdkError(error, { service: 'sts', operation: 'GetCallerIdentity' });
    });
    kept.set(key, minted);
    return minted;
  };
}

async function mintToken(
  credentials: Provider<AwsCredentialIdentity>,
  { name, region }: { name: string; region: string },
  now: number,
): Promise<KubernetesToken> {
  const identity = await credentials();
  const hostname = stsHost(region);
  const signer = new SignatureV4({
    service: 'sts',
    region,
    credentials: identity,
    sha256: Sha256,
    applyChecksum: false,
  });
  const request = new HttpRequest({
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: hostname, [clusterHeader]: name },
  });
  const signed = await signer.presign(request, {
    signingDate: new Date(now),
    expiresIn: 60,
    // The cluster checks that its name was signed as a header; a hoisted one would be an unknown parameter.
    unhoistableHeaders: new Set([clusterHeader]),
    signableHeaders: new Set(['host', clusterHeader]),
  });
  const query = new URLSearchParams(signed.query as Record<string, string>);
  const url = `https://${hostname}/?${query.toString()}`;
  const credentialsEnd = identity.expiration ? identity.expiration.getTime() - 60_000 : Number.POSITIVE_INFINITY;
  return {
    token: `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`,
    // A token dies with the temporary credentials that signed it.
    expiresAt: new Date(Math.min(now + usableMs, credentialsEnd)),
  };
}

/** Always the real regional host, whatever endpoint is set for calls: it is what the cluster expects to read. */
function stsHost(region: string): string {
  return `sts.${region}.${dnsSuffixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com'}`;
}

/** Regions outside the partition `aws` whose names do not end in amazonaws.com (us-gov does). */
const dnsSuffixes = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-iso-', 'c2s.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eusc-', 'amazonaws.eu'],
] as const;
