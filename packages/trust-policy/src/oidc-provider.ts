/**
 * The issuer that an IAM OIDC provider stands for, without a scheme: the ARN is `…:oidc-provider/` + issuer.
 * Undefined for anything else, such as a SAML provider. Issuers may be self-hosted and in any partition.
 */
export function issuerOfProvider(providerArn: string): string | undefined {
  return /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/(.+)$/.exec(providerArn)?.[1];
}

/** An issuer as condition keys and provider ARNs write it: no scheme, no slash at the end. */
export function bareIssuer(issuer: string): string {
  return issuer.replace(/^https:\/\//i, '').replace(/\/+$/, '');
}

/** Issuers that EKS gives its clusters, in every partition; self-hosted ones can't be told by name. */
export function isEksIssuer(issuer: string): boolean {
  return /^oidc[.-]eks[.-][a-z0-9.-]+\/id\/\w+$/i.test(issuer);
}
