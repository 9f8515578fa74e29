import type { ManagedPolicyState, RoleState, UserState } from '../../src/state/iam-state.ts';
import type { Principal, World } from '../../src/world.ts';
import { emptyState } from '../../src/world/empty-state.ts';
import { nextId, nextUuid } from '../../src/world/ids.ts';

export const account = '111122223333';
export const now = Date.UTC(2026, 0, 15, 12);

/** A world without clusters whose clock stands still unless one is given. Nothing happens in it by itself. */
export function smallWorld(options: { clock?: () => number; iamDelayMs?: number } = {}): World {
  const state = emptyState({ account, transitions: { iam: options.iamDelayMs ?? 0 } });
  return {
    state,
    now: options.clock ?? (() => now),
    id: (length, alphabet) => nextId(state, length, alphabet),
    uuid: () => nextUuid(state),
    schedule: (transition) => {
      state.transitions.push(transition);
    },
    clusterChanged: () => {},
    takeFault: () => undefined,
    kubernetesRuns: () => false,
    kubernetesEndpoint: () => '',
  };
}

export function roleArn(name: string, path = '/'): string {
  return `arn:aws:iam::${account}:role${path}${name}`;
}

/** Puts a role into the world, with a trust policy given as an object. */
export function addRole(world: World, name: string, trust: object, more: Partial<RoleState> = {}): RoleState {
  const role: RoleState = {
    name,
    path: '/',
    id: `AROA${name.toUpperCase().padEnd(17, 'X').slice(0, 17)}`,
    arn: roleArn(name),
    createdAt: 0,
    maxSessionDuration: 3600,
    trustPolicy: JSON.stringify(trust),
    trustChangedAt: 0,
    attachedPolicyArns: [],
    inlinePolicies: {},
    tags: {},
    ...more,
  };
  world.state.iam.roles[name] = role;
  return role;
}

export function addUser(world: World, name: string, inlinePolicies: Record<string, string> = {}): UserState {
  const user: UserState = {
    name,
    arn: `arn:aws:iam::${account}:user/${name}`,
    id: `AIDA${name.toUpperCase().padEnd(17, 'X').slice(0, 17)}`,
    accessKeys: { [`AKIA${name.toUpperCase().padEnd(16, '0').slice(0, 16)}`]: { secretAccessKey: `${name}-secret` } },
    attachedPolicyArns: [],
    inlinePolicies,
  };
  world.state.iam.users[name] = user;
  return user;
}

export function addPolicy(world: World, name: string, document: object): ManagedPolicyState {
  const arn = `arn:aws:iam::${account}:policy/${name}`;
  const policy: ManagedPolicyState = {
    arn,
    name,
    path: '/',
    id: `ANPA${name.toUpperCase().padEnd(17, 'X').slice(0, 17)}`,
    createdAt: 0,
    updatedAt: 0,
    defaultVersionId: 'v1',
    versions: { v1: { document: JSON.stringify(document), createdAt: 0 } },
    tags: {},
    awsManaged: false,
  };
  world.state.iam.policies[arn] = policy;
  return policy;
}

export function userPrincipal(user: UserState): Extract<Principal, { kind: 'user' }> {
  const [accessKeyId = ''] = Object.keys(user.accessKeys);
  return { kind: 'user', arn: user.arn, account, accessKeyId, userName: user.name };
}

export function sessionPrincipal(
  role: RoleState,
  more: Partial<Extract<Principal, { kind: 'assumed-role' }>> = {},
): Extract<Principal, { kind: 'assumed-role' }> {
  return {
    kind: 'assumed-role',
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/session`,
    account,
    accessKeyId: 'ASIASESSION000000000',
    roleArn: role.arn,
    sessionName: 'session',
    sessionPolicies: [],
    tags: {},
    transitiveTagKeys: [],
    ...more,
  };
}

/** An identity policy with these statements, as text. */
export function policyText(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
