import { readServiceAccountToken } from '../kubernetes/tokens.ts';
import type { ClusterState } from '../state/eks-state.ts';
import type { OidcProviderState } from '../state/iam-state.ts';
import type { World } from '../world.ts';
import { expiredToken, invalidIdentityToken } from './errors.ts';

/** Whom a web identity token speaks of, checked. */
export interface WebIdentity {
  provider: OidcProviderState;
  subject: string;
  /** The audience of the token that the provider has among its client ids. */
  audience: string;
}

/**
 * Checks a web identity token: its issuer must be an OIDC provider of the account, its signature that of the cluster
 * with this issuer, and its audience one of the provider's client ids.
 *
 * @throws AwsError `InvalidIdentityToken`, `ExpiredTokenException`
 */
export function readWebIdentity(world: World, token: string): WebIdentity {
  const issuer = issuerOfToken(token);
  const url = issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
  const provider = Object.values(world.state.iam.oidcProviders).find((candidate) => candidate.url === url);
  if (!provider) throw invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);
  const cluster = clusterOfIssuer(world, issuer);
  // What STS says when it cannot fetch the issuer's keys, as after the cluster's end.
  if (!cluster) {
    throw invalidIdentityToken(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  }
  const result = readServiceAccountToken(cluster, token, world.now());
  if (!result.ok) throw tokenProblem(world, token, result);
  const audience = result.claims.audiences.find((candidate) => provider.clientIds.includes(candidate));
  if (audience === undefined) throw invalidIdentityToken('Incorrect token audience');
  return { provider, subject: result.claims.subject, audience };
}

function tokenProblem(world: World, token: string, { problem, message }: { problem: string; message: string }) {
  if (problem !== 'expired') return invalidIdentityToken(`The web identity token could not be validated: ${message}`);
  const { exp } = payloadOf(token);
  return expiredToken(world.now(), typeof exp === 'number' ? exp * 1000 : 0);
}

function clusterOfIssuer({ state }: World, issuer: string): ClusterState | undefined {
  return Object.values(state.eks)
    .flatMap((region) => Object.values(region.clusters))
    .find((cluster) => cluster.oidcIssuer === issuer);
}

function issuerOfToken(token: string): string {
  const { iss } = payloadOf(token);
  if (typeof iss === 'string') return iss;
  throw invalidIdentityToken('Missing a required claim: iss');
}

function payloadOf(token: string): { iss?: unknown; exp?: unknown } {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (typeof payload === 'object' && payload !== null) return payload;
  } catch {
    // Not JSON: the same refusal as for any other text that is no token.
  }
  throw invalidIdentityToken(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
}
