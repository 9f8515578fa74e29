import { awsManagedPolicies } from '../iam/index.ts';
import type { SandboxState, TransitionName } from '../state/sandbox-state.ts';

/** The one long-lived key of an otherwise empty account. Its user has no policies and may therefore do everything. */
export const ADMIN_ACCESS_KEY = {
  userName: 'sandbox-admin',
  accessKeyId: 'AKIAPODPASSSANDBOX00',
  secretAccessKey: 'podpass-sandbox-secret',
} as const;

/**
 * How long changes stay in between, in milliseconds: so short that an SDK waiter is through at its first or second
 * look, but long enough for a console to show the in-between state of an add-on.
 */
const DEFAULT_TRANSITIONS: Record<TransitionName, number> = {
  cluster: 0,
  addon: 300,
  nodegroup: 0,
  iam: 0,
  association: 0,
  pod: 50,
  stack: 50,
};

/** AWS's own policies are older than any sandbox; a fixed time keeps states comparable. */
const AWS_POLICIES_MADE_AT = Date.UTC(2024, 0, 1);

export interface EmptyStateOptions {
  /** Twelve digits; default 111122223333. */
  account?: string;
  /** Default us-west-2. */
  region?: string;
  /** Default aws. */
  partition?: string;
  idSeed?: number;
  /** Overrides single transition times, in milliseconds. */
  transitions?: Partial<Record<TransitionName, number>>;
}

/** A state with one administrator and nothing else. */
export function emptyState(options: EmptyStateOptions = {}): SandboxState {
  const account = options.account ?? '111122223333';
  const region = options.region ?? 'us-west-2';
  const partition = options.partition ?? 'aws';
  const { userName, accessKeyId, secretAccessKey } = ADMIN_ACCESS_KEY;
  return {
    version: 1,
    partition,
    account,
    defaultRegion: region,
    idSeed: options.idSeed ?? 1,
    iam: {
      roles: {},
      policies: awsManagedPolicies(partition, AWS_POLICIES_MADE_AT),
      oidcProviders: {},
      users: {
        [userName]: {
          name: userName,
          arn: `arn:${partition}:iam::${account}:user/${userName}`,
          id: 'AIDAPODPASSSANDBOX000',
          accessKeys: { [accessKeyId]: { secretAccessKey } },
          attachedPolicyArns: [],
          inlinePolicies: {},
        },
      },
      quotas: {
        trustPolicyLength: 2048,
        rolesPerAccount: 1000,
        oidcProvidersPerAccount: 100,
        managedPoliciesPerRole: 10,
      },
    },
    ec2: {},
    cloudFormation: {},
    eks: { [region]: emptyRegion() },
    kubernetes: {},
    sessions: {},
    transitions: [],
    settings: { latency: {}, rateLimits: {}, transitions: { ...DEFAULT_TRANSITIONS, ...options.transitions } },
  };
}

/** EKS of a region in which nothing has been made yet. */
export function emptyRegion(): SandboxState['eks'][string] {
  return { clusters: {}, requestTokens: {}, quotas: { associationsPerCluster: 5000 } };
}
