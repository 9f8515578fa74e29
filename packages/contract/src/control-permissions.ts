import type { Plan, StepKind } from '@podpass/inventory';
import type { Permission } from './permissions.ts';

/**
 * Everything that a person needs to be allowed to, to cancel, retry or undo the operation of a plan: as much as for asking
 * for a change that does what comes of it. Undoing a provisioning deletes a cluster.
 */
export function permissionsToControl(
  control: 'cancel' | 'retry' | 'undo',
  { kind, steps }: Pick<Plan, 'kind' | 'steps'>,
): Permission[] {
  if (control === 'cancel') return ['operations:control'];
  if (kind === 'provision')
    return ['operations:control', control === 'retry' ? 'clusters:provision' : 'clusters:delete'];
  if (kind === 'delete-cluster') return ['operations:control', 'clusters:delete'];
  const concerned = control === 'retry' ? steps : steps.filter(({ undo }) => undo !== undefined);
  return [...new Set<Permission>(['operations:control', ...concerned.map(({ action }) => permissionOf(action.kind))])];
}

function permissionOf(kind: StepKind): Permission {
  switch (kind) {
    case 'create-role':
    case 'put-inline-policy':
    case 'attach-policy':
      return 'roles:create';
    case 'update-trust-policy':
      return 'trust-policies:change';
    case 'install-addon':
    case 'wait-for-agent':
      return 'addons:change';
    case 'restart-workload':
      return 'workloads:restart';
    default:
      return 'associations:change';
  }
}
