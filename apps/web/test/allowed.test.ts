import { permissions, permissionsOf, roles, type Permission, type Role } from '@podpass/contract';
import { describe, expect, it } from 'vitest';
import { denial } from '../src/api/allowed.ts';

function session(role: Role, grantedRole: Role = role) {
  return { role, grantedRole, permissions: permissionsOf(role) };
}

describe('why a button is disabled', () => {
  it('agrees with the table of the server, role by role', () => {
    for (const role of roles) {
      const denied = permissions.filter((permission) => denial(session(role), [permission]) !== undefined);
      expect(denied).toEqual(permissions.filter((permission) => !permissionsOf(role).includes(permission)));
    }
  });

  it.each<[Role, Role, Permission[], string]>([
    [
      'viewer',
      'viewer',
      ['associations:change'],
      'This needs the role operator or higher. Your role is viewer: ask an administrator of this console.',
    ],
    [
      'viewer',
      'admin',
      ['associations:change'],
      'This needs the role operator or higher. You act as viewer: switch with "Act as" in the user menu.',
    ],
    [
      'operator',
      'operator',
      ['associations:change', 'roles:create'],
      'This needs the role admin. Your role is operator: ask an administrator of this console.',
    ],
    [
      'viewer',
      'operator',
      ['trust-policies:change'],
      'This needs the role admin. Your role is operator: ask an administrator of this console.',
    ],
  ])('%s granted %s, for %j', (role, granted, needed, reason) => {
    expect(denial(session(role, granted), needed)).toBe(reason);
  });

  it('is nothing when nothing is needed', () => {
    expect(denial(session('viewer'), [])).toBeUndefined();
  });
});
