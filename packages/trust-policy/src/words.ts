import type { TrustPolicy } from './document.ts';

/** The cluster in hand, by its OIDC issuer (with or without https://) or by the ARN of its IAM OIDC provider. */
export type ClusterIssuer = { readonly issuer: string } | { readonly providerArn: string };

export function trustShapeInWords(_policy: TrustPolicy, _cluster: ClusterIssuer): string {
  throw new Error('not built yet');
}
