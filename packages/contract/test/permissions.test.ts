import type { ChangeRequest, Plan, PlanStep } from '@podpass/inventory';
import { ChangeRequest as ChangeRequestSchema } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import {
  mayDo,
  type Permission,
  permissions,
  permissionsFor,
  permissionsOf,
  permissionsToControl,
  roles,
} from '../src/index.ts';

const roleArn = 'arn:aws:iam::111122223333:role/reader';
const id = 'a-0123456789abcdefg';

const one = { namespace: 'app', serviceAccount: 'reader' };
const existing = { ...one, role: { kind: 'existing', roleArn } };
const fixed = { ...one, role: { kind: 'existing', roleArn, fixTrust: 'cluster' } };
const made = { ...one, role: { kind: 'new', wellKnownPolicies: ['externalDNS'] } };
const add = (...associations: unknown[]) => ({ kind: 'add-associations', associations });

describe('what a change needs', () => {
  it.each<[string, unknown, Permission[]]>([
    ['adding with an existing role', add(existing), ['associations:change']],
    ['adding with a fixed trust', add(fixed), ['associations:change', 'trust-policies:change']],
    ['adding with a new role', add(made), ['associations:change', 'roles:create']],
    ['one of many', add(existing, existing, made), ['associations:change', 'roles:create']],
    ['all of it', add(fixed, made), ['associations:change', 'roles:create', 'trust-policies:change']],
    ['updating', { kind: 'update-association', associationId: id }, ['associations:change']],
    [
      'updating with a restart',
      { kind: 'update-association', associationId: id, restart: true },
      ['associations:change', 'workloads:restart'],
    ],
    [
      'updating with a fixed trust',
      { kind: 'update-association', associationId: id, roleArn, fixTrust: 'account' },
      ['associations:change', 'trust-policies:change'],
    ],
    ['deleting', { kind: 'delete-associations', associationIds: [id] }, ['associations:change']],
    [
      'deleting with a restart',
      { kind: 'delete-associations', associationIds: [id], restart: true },
      ['associations:change', 'workloads:restart'],
    ],
    [
      'fixing a trust policy',
      { kind: 'fix-trust-policy', roleArn, scope: 'cluster', serviceAccounts: [] },
      ['trust-policies:change'],
    ],
    ['installing the agent', { kind: 'install-agent' }, ['addons:change']],
    [
      'restarting',
      { kind: 'restart-workloads', workloads: [{ kind: 'Deployment', namespace: 'app', name: 'web' }] },
      ['workloads:restart'],
    ],
  ])('%s', (_what, request, needed) => {
    const asked: ChangeRequest = ChangeRequestSchema.parse(request);
    expect(permissionsFor(asked).toSorted()).toEqual(needed.toSorted());
  });
});

describe('what controlling an operation needs', () => {
  const stepOf = (kind: string, undo?: string) => ({ action: { kind }, undo }) as unknown as PlanStep;
  const role = stepOf('create-role', 'Delete the role');
  const association = stepOf('create-association', 'Delete the association');
  const restart = stepOf('restart-workload');

  it.each<[string, Plan['kind'], PlanStep[], Permission[], Permission[]]>([
    ['an added association', 'add-associations', [association], ['associations:change'], ['associations:change']],
    [
      'one with a role of its own',
      'add-associations',
      [role, association],
      ['roles:create', 'associations:change'],
      ['roles:create', 'associations:change'],
    ],
    [
      'one with a restart, which is not taken back',
      'update-association',
      [stepOf('update-association', 'Change it back'), restart],
      ['associations:change', 'workloads:restart'],
      ['associations:change'],
    ],
    [
      'a trust policy',
      'fix-trust-policy',
      [stepOf('update-trust-policy', 'Put it back')],
      ['trust-policies:change'],
      ['trust-policies:change'],
    ],
    ['the agent', 'install-agent', [stepOf('install-addon', 'Remove it')], ['addons:change'], ['addons:change']],
    ['a provisioning', 'provision', [role, association], ['clusters:provision'], ['clusters:delete']],
    ['a deletion', 'delete-cluster', [stepOf('delete-cluster')], ['clusters:delete'], ['clusters:delete']],
  ])('%s', (_what, kind, steps, retry, undo) => {
    const needed = (control: 'cancel' | 'retry' | 'undo') => permissionsToControl(control, { kind, steps }).toSorted();
    expect(needed('cancel')).toEqual(['operations:control']);
    expect(needed('retry')).toEqual(['operations:control', ...retry].toSorted());
    expect(needed('undo')).toEqual(['operations:control', ...undo].toSorted());
  });
});

describe('the table', () => {
  it('gives each role what the one before has, and more', () => {
    const granted = roles.map((role) => new Set(permissionsOf(role)));
    const [viewer, operator, admin] = granted;
    expect([...(viewer ?? [])].filter((permission) => !operator?.has(permission))).toEqual([]);
    expect([...(operator ?? [])].filter((permission) => !admin?.has(permission))).toEqual([]);
    expect(granted.map(({ size }) => size)).toEqual([...granted.map(({ size }) => size)].toSorted((a, b) => a - b));
    expect(new Set(granted.map(({ size }) => size)).size).toBe(3);
  });

  it('gives everything to admins and no change to viewers', () => {
    expect(permissionsOf('admin')).toEqual(permissions);
    expect(permissionsOf('viewer').filter((permission) => !permission.endsWith(':read'))).toEqual([]);
  });

  it.each<[(typeof roles)[number], Permission, boolean]>([
    ['viewer', 'associations:read', true],
    ['viewer', 'associations:change', false],
    ['viewer', 'configs:read', true],
    ['viewer', 'configs:write', false],
    ['viewer', 'blueprints:read', true],
    ['viewer', 'blueprints:write', false],
    ['operator', 'configs:write', true],
    ['operator', 'blueprints:write', true],
    ['viewer', 'audit:read', false],
    ['operator', 'audit:read', true],
    ['operator', 'associations:change', true],
    ['operator', 'workloads:restart', true],
    ['operator', 'roles:create', false],
    ['operator', 'trust-policies:change', false],
    ['operator', 'addons:change', false],
    ['admin', 'trust-policies:change', true],
  ])('%s, %s: %s', (role, permission, allowed) => {
    expect(mayDo(role, permission)).toBe(allowed);
  });
});
