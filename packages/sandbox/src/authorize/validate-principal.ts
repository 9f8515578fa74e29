import type { PrincipalEntry } from './policy-document.ts';

/** Which IAM users and roles exist, as far as that can be known. */
export interface KnownPrincipals {
  account: string;
  /** Whether a user or role ARN of the account exists. Other accounts' principals cannot be looked up. */
  exists(arn: string): boolean;
}

/**
 * Checks one principal of a trust policy. IAM resolves users and roles when it stores the document, so ids of deleted
 * principals (`AROA…`, `AIDA…`) and ARNs that do not exist are refused.
 *
 * @returns IAM's message, or `undefined` for a principal that can be stored
 */
export function principalProblem(entry: PrincipalEntry, known: KnownPrincipals | undefined): string | undefined {
  const { type, value } = entry;
  const valid =
    type === '*' ||
    (type === 'AWS' && isAwsPrincipal(value, known)) ||
    (type === 'Service' && isServicePrincipal(value)) ||
    (type === 'Federated' && isFederatedPrincipal(value));
  return valid
    ? undefined
    : `Invalid principal in policy: ${JSON.stringify(type.toUpperCase())}:${JSON.stringify(value)}`;
}

function isAwsPrincipal(value: string, known: KnownPrincipals | undefined): boolean {
  if (value === '*' || /^\d{12}$/.test(value)) return true;
  const match = /^arn:(aws[a-z-]*):(iam|sts)::(\d{12}):(.+)$/.exec(value);
  if (!match) return false;
  const [, , service, account, resource = ''] = match;
  if (service === 'sts') return /^(assumed-role|federated-user)\/[^*?]+$/.test(resource);
  if (resource === 'root') return true;
  if (!/^(user|role)\/[\w+=,.@/-]+$/.test(resource)) return false;
  return known?.account !== account || known?.exists(value) !== false;
}

function isServicePrincipal(value: string): boolean {
  return /^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|aws\.com|aws)$/i.test(value);
}

/** A SAML or OIDC provider's ARN, or the domain of a provider that IAM knows without one (accounts.google.com). */
function isFederatedPrincipal(value: string): boolean {
  return (
    /^arn:aws[a-z-]*:iam::\d{12}:(saml|oidc)-provider\/.+$/.test(value) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value)
  );
}
