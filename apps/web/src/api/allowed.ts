import { mayDo, roles, type Permission, type Role, type Session } from '@podpass/contract';

/**
 * Why a person may not do something that needs all of these permissions, in words for a disabled button;
 * undefined if they may.
 */
export function denial(
  session: Pick<Session, 'role' | 'grantedRole' | 'permissions'>,
  needed: readonly Permission[],
): string | undefined {
  const missing = needed.filter((permission) => !session.permissions.includes(permission));
  if (missing.length === 0) return undefined;
  const least = leastRole(missing);
  if (least === undefined) return `No role of this console includes ${missing.join(', ')}.`;
  const help = atMost(least, session.grantedRole)
    ? `You act as ${session.role}: switch with "Act as" in the user menu.`
    : `Your role is ${session.grantedRole}: ask an administrator of this console.`;
  return `This needs the role ${least}${least === 'admin' ? '' : ' or higher'}. ${help}`;
}

function leastRole(needed: readonly Permission[]): Role | undefined {
  return roles.find((role) => needed.every((permission) => mayDo(role, permission)));
}

function atMost(role: Role, granted: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(granted);
}
