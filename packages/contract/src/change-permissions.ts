import type { ChangeRequest } from '@podpass/inventory';
import type { Permission } from './permissions.ts';

/** Everything that a person needs to be allowed to, to ask for this change. */
export function permissionsFor(request: ChangeRequest): Permission[] {
  switch (request.kind) {
    case 'add-associations': {
      const needed = new Set<Permission>(['associations:change']);
      for (const { role } of request.associations) {
        if (role.kind === 'new') needed.add('roles:create');
        if (role.kind === 'existing' && role.fixTrust) needed.add('trust-policies:change');
      }
      return [...needed];
    }
    case 'update-association':
    case 'delete-associations':
      return [
        'associations:change',
        ...(request.restart ? (['workloads:restart'] as const) : []),
        ...('fixTrust' in request && request.fixTrust ? (['trust-policies:change'] as const) : []),
      ];
    case 'fix-trust-policy':
      return ['trust-policies:change'];
    case 'install-agent':
      return ['addons:change'];
    case 'delete-cluster':
      return ['clusters:delete'];
    case 'restart-workloads':
      return ['workloads:restart'];
  }
}
