import type { CallerIdentity } from '@podpass/inventory';

/**
 * Who acts, for policies and access entries: they know roles, not their sessions. A role's path is not in the session's
 * ARN; then it is not found.
 */
export function principalOf({ arn }: CallerIdentity): string {
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : arn;
}
