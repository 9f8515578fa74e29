import type { ChangeRequest } from '@podpass/inventory';

/**
 * Every action that the audit log can name. Changes are named by the kind of their request; the others by the code that
 * writes their entries (sign-in, tokens, configurations, blueprints, control of operations).
 */
type AuditAction =
  | ChangeRequest['kind']
  | 'provision'
  | 'cancel-operation'
  | 'retry-operation'
  | 'undo-operation'
  | 'create-configuration'
  | 'edit-configuration-draft'
  | 'discard-configuration-draft'
  | 'save-configuration-revision'
  | 'delete-configuration'
  | 'create-blueprint'
  | 'create-blueprint-version'
  | 'sign-in'
  | 'sign-out'
  | 'switch-role'
  | 'create-token'
  | 'revoke-token';

const words: Record<AuditAction, string> = {
  'add-associations': 'Add associations',
  'update-association': 'Edit association',
  'delete-associations': 'Delete associations',
  'fix-trust-policy': 'Fix trust policy',
  'install-agent': 'Install pod identity agent',
  'restart-workloads': 'Restart workloads',
  provision: 'Provision cluster',
  'delete-cluster': 'Delete cluster',
  'cancel-operation': 'Cancel operation',
  'retry-operation': 'Retry operation',
  'undo-operation': 'Undo operation',
  'create-configuration': 'Create configuration',
  'edit-configuration-draft': 'Edit configuration draft',
  'discard-configuration-draft': 'Discard configuration draft',
  'save-configuration-revision': 'Save configuration revision',
  'delete-configuration': 'Delete configuration',
  'create-blueprint': 'Create blueprint',
  'create-blueprint-version': 'Create blueprint version',
  'sign-in': 'Sign in',
  'sign-out': 'Sign out',
  'switch-role': 'Act as another role',
  'create-token': 'Create token',
  'revoke-token': 'Revoke token',
};

const catalogue = new Map<string, string>(Object.entries(words));

/** An action in words. One that this release does not know, since a later one wrote it, keeps its name. */
export function auditActionInWords(action: string): string {
  return catalogue.get(action) ?? action;
}
