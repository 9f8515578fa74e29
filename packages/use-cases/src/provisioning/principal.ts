import type { CallerIdentity } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { ifAllowed } from './if-allowed.ts';

/**
 * Who acts, for policies and access entries: they know roles, not their sessions. `guessed`: the path of the role could not
 * be read, so that its ARN is right only if it has none. `other`: neither a user nor a role, such as the account's root.
 */
export interface Principal {
  arn: string;
  kind: 'known' | 'guessed' | 'other';
}

/** The ARN of a session has its role's name and never its path, as roles of IAM Identity Center have one. */
export async function findPrincipal({ iam }: Environment, { arn }: CallerIdentity): Promise<Principal> {
  const [, partition, account, name] = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (name === undefined) return { arn, kind: /^arn:[^:]+:iam::\d{12}:user\//.test(arn) ? 'known' : 'other' };
  const found = (await ifAllowed(arnByName(iam, name))) ?? (await ifAllowed(arnInList(iam, name)));
  if (found !== undefined) return { arn: found, kind: 'known' };
  return { arn: `arn:${partition}:iam::${account}:role/${name}`, kind: 'guessed' };
}

async function arnByName(iam: Environment['iam'], name: string): Promise<string | undefined> {
  return (await iam.getRole(name))?.arn;
}

async function arnInList(iam: Environment['iam'], name: string): Promise<string | undefined> {
  for await (const page of iam.listRoles()) {
    const found = page.find((role) => role.name === name);
    if (found !== undefined) return found.arn;
  }
  return undefined;
}
