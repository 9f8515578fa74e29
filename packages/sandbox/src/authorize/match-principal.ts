import type { PrincipalElement, PrincipalEntry } from './policy-document.ts';

/** Who asks for a role: an AWS service, a web identity by its provider's ARN, or an IAM identity or session. */
export type RequestPrincipal =
  | { service: string }
  | { federated: string }
  | { aws: string; account: string /** The role behind an assumed-role session. */; roleArn?: string };

/** `direct`: named itself (or everyone is); `account`: its account is named, so its own policies decide as well. */
export type PrincipalMatch = 'direct' | 'account';

/** How a Principal or NotPrincipal element covers a principal; `undefined` when it does not. */
export function matchPrincipal(element: PrincipalElement, principal: RequestPrincipal): PrincipalMatch | undefined {
  const matches = element.entries.map((entry) => matchEntry(entry, principal));
  if (element.negated) return matches.some((match) => match !== undefined) ? undefined : 'direct';
  return matches.find((match) => match === 'direct') ?? matches.find((match) => match === 'account');
}

function matchEntry(entry: PrincipalEntry, principal: RequestPrincipal): PrincipalMatch | undefined {
  // IAM user guide, "All principals": "*" and {"AWS": "*"} are the same.
  if (entry.type === '*' || (entry.type === 'AWS' && entry.value === '*')) return 'direct';
  if ('service' in principal)
    return entry.type === 'Service' && entry.value === principal.service ? 'direct' : undefined;
  if ('federated' in principal) {
    return entry.type === 'Federated' && entry.value === principal.federated ? 'direct' : undefined;
  }
  return entry.type === 'AWS' ? matchIdentity(entry.value, principal) : undefined;
}

function matchIdentity(
  value: string,
  principal: Extract<RequestPrincipal, { aws: string }>,
): PrincipalMatch | undefined {
  if (value === principal.aws || value === principal.roleArn) return 'direct';
  if (value === principal.account || isAccountRoot(value, principal.account)) return 'account';
  return principal.roleArn === undefined && isRoleOfSession(value, principal.aws) ? 'direct' : undefined;
}

function isAccountRoot(arn: string, account: string): boolean {
  return /^arn:[^:]+:iam::(\d{12}):root$/.exec(arn)?.[1] === account;
}

/** A session ARN has lost the role's path, so account and role name have to do. */
function isRoleOfSession(roleArn: string, sessionArn: string): boolean {
  const role = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(roleArn);
  const session = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(sessionArn);
  return role !== null && session !== null && role[1] === session[1] && role[2] === session[2];
}
