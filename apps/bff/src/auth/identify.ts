import type { Request } from 'express';
import { type Role, roles } from '@podpass/contract';
import type { Store } from '@podpass/store';
import type { Person } from './person.ts';

/** The person of a bearer token or a session; undefined if there is neither, or it is not valid (any more). */
export async function identify(request: Request, store: Store): Promise<Person | undefined> {
  const authorization = request.headers.authorization;
  if (authorization === undefined) return fromSession(request);
  const token = /^Bearer ([\w.~+/-]{20,200}=*)$/i.exec(authorization)?.[1];
  const found = token === undefined ? undefined : await store.signIn.findToken(token);
  const role = found && asRole(found.role);
  if (found === undefined || role === undefined) return undefined;
  return { user: found.user, role, grantedRole: role, via: { kind: 'token', id: found.id } };
}

function fromSession({ session }: Request): Person | undefined {
  const { user, role, grantedRole } = session;
  if (user === undefined || role === undefined || grantedRole === undefined) return undefined;
  return { user, role, grantedRole, via: { kind: 'session' } };
}

/** Undefined for a role that this version does not know: whoever has it is not signed in. */
export function asRole(name: string): Role | undefined {
  return roles.find((role) => role === name);
}
