/** What a person may be allowed to do. One table, used by the server to refuse and by the buttons to say so beforehand. */
export const roles = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

const grantedTo = {
  'clusters:read': ['viewer', 'operator', 'admin'],
  'associations:read': ['viewer', 'operator', 'admin'],
  'service-accounts:read': ['viewer', 'operator', 'admin'],
  'iam:read': ['viewer', 'operator', 'admin'],
  'catalogue:read': ['viewer', 'operator', 'admin'],
  'configs:read': ['viewer', 'operator', 'admin'],
  'blueprints:read': ['viewer', 'operator', 'admin'],
  'changes:read': ['viewer', 'operator', 'admin'],
  'audit:read': ['operator', 'admin'],
  'configs:write': ['operator', 'admin'],
  'blueprints:write': ['operator', 'admin'],
  'associations:change': ['operator', 'admin'],
  'workloads:restart': ['operator', 'admin'],
  'operations:control': ['operator', 'admin'],
  'clusters:provision': ['operator', 'admin'],
  'clusters:delete': ['admin'],
  'addons:change': ['admin'],
  'roles:create': ['admin'],
  'trust-policies:change': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof grantedTo;
export const permissions = Object.keys(grantedTo) as Permission[];

export function mayDo(role: Role, permission: Permission): boolean {
  return (grantedTo[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => mayDo(role, permission));
}
