import type { ClusterState } from '../state/eks-state.ts';
import type { SandboxState } from '../state/sandbox-state.ts';

export type CheckedState = { ok: true; state: SandboxState } | { ok: false; problem: string };

/** The types of the members, by name. */
type Shape = Readonly<Record<string, 'object' | 'array' | 'string' | 'number' | 'boolean'>>;

const STATE: Shape = {
  version: 'number',
  partition: 'string',
  account: 'string',
  defaultRegion: 'string',
  idSeed: 'number',
  iam: 'object',
  ec2: 'object',
  eks: 'object',
  kubernetes: 'object',
  sessions: 'object',
  transitions: 'array',
  settings: 'object',
};
const IAM: Shape = { roles: 'object', policies: 'object', oidcProviders: 'object', users: 'object', quotas: 'object' };
const SETTINGS: Shape = { latency: 'object', rateLimits: 'object', transitions: 'object' };
const REGION: Shape = { clusters: 'object', requestTokens: 'object', quotas: 'object' };
const KUBERNETES: Shape = { resourceVersion: 'number', objects: 'object' };
const CLUSTER = {
  name: 'string',
  arn: 'string',
  createdAt: 'number',
  status: 'string',
  version: 'string',
  platformVersion: 'string',
  roleArn: 'string',
  vpc: 'object',
  serviceIpv4Cidr: 'string',
  ipFamily: 'string',
  oidcIssuer: 'string',
  authenticationMode: 'string',
  autoMode: 'boolean',
  deletionProtection: 'boolean',
  logging: 'array',
  tags: 'object',
  certificateAuthority: 'object',
  serviceAccountKey: 'object',
  addons: 'object',
  nodegroups: 'object',
  fargateProfiles: 'object',
  associations: 'object',
  accessEntries: 'object',
  updates: 'object',
} as const satisfies Record<RequiredMember, Shape[string]>;

/** The members that every state has, also one from before the others came. */
type RequiredMember = {
  [Member in keyof ClusterState]-?: undefined extends ClusterState[Member] ? never : Member;
}[keyof ClusterState];

/**
 * Whether a JSON document is a sandbox state, down to the members of each cluster. What lies deeper is trusted: states
 * come from `GET state` or from our own builders, and this check is to catch the wrong file and the half-edited one.
 */
export function checkState(value: unknown): CheckedState {
  const problem = stateProblem(value);
  return problem === undefined ? { ok: true, state: value as SandboxState } : { ok: false, problem };
}

function stateProblem(value: unknown): string | undefined {
  const top = misfit(value, STATE, 'the state');
  if (top !== undefined) {
    return top;
  }
  const state = value as SandboxState;
  if (state.version !== 1) {
    return `its version is ${JSON.stringify(state.version)}, this sandbox reads version 1`;
  }
  if (!/^\d{12}$/.test(state.account)) {
    return 'account must be twelve digits';
  }
  const parts = [
    misfit(state.iam, IAM, 'iam'),
    misfit(state.settings, SETTINGS, 'settings'),
    ...Object.entries(state.kubernetes).map(([arn, cluster]) => misfit(cluster, KUBERNETES, `kubernetes.${arn}`)),
    ...Object.entries(state.eks).flatMap(([region, eks]) => regionProblems(region, eks)),
  ];
  return parts.find((problem) => problem !== undefined);
}

function regionProblems(region: string, eks: unknown): (string | undefined)[] {
  const problem = misfit(eks, REGION, `eks.${region}`);
  if (problem !== undefined) {
    return [problem];
  }
  const { clusters } = eks as SandboxState['eks'][string];
  return Object.entries(clusters).map(([name, cluster]) => misfit(cluster, CLUSTER, `eks.${region}.clusters.${name}`));
}

function misfit(value: unknown, shape: Shape, where: string): string | undefined {
  if (typeOf(value) !== 'object') {
    return `${where} must be an object`;
  }
  for (const [name, wanted] of Object.entries(shape)) {
    if (typeOf((value as Record<string, unknown>)[name]) !== wanted) {
      return `${where} must have ${name}, of type ${wanted}`;
    }
  }
  return undefined;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
