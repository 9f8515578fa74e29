import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { ADMIN_ACCESS_KEY, emptyState, type Sandbox, type SandboxOptions, startSandbox } from '../src/index.ts';
import type { ClusterState } from '../src/state/eks-state.ts';
import type { SandboxState } from '../src/state/sandbox-state.ts';

export const REGION = 'us-west-2';
export const ACCOUNT = '111122223333';

export interface RunningSandbox {
  sandbox: Sandbox;
  eks: EKSClient;
  iam: IAMClient;
  sts: STSClient;
  /** Clients of another caller. */
  as(
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
    overrides?: { maxAttempts: number },
  ): {
    eks: EKSClient;
    iam: IAMClient;
    sts: STSClient;
  };
  /** Calls a control; the parsed answer, or undefined for an empty one. */
  control(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Back to the account as it was at the start, without restarting any listener as `POST reset` does: that takes a while. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** A sandbox with clients that speak for its administrator and do not retry. */
export async function runSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const sandbox = await startSandbox(options);
  const atStart = structuredClone(sandbox.world.state);
  const opened: { destroy(): void }[] = [];
  const as: RunningSandbox['as'] = (credentials, overrides) => {
    const config = { endpoint: sandbox.url, region: REGION, credentials, maxAttempts: 1, ...overrides };
    const clients = { eks: new EKSClient(config), iam: new IAMClient(config), sts: new STSClient(config) };
    opened.push(clients.eks, clients.iam, clients.sts);
    return clients;
  };
  return {
    sandbox,
    ...as({ ...ADMIN_ACCESS_KEY }),
    as,
    control: async (method, path, body) => {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    restore: async () => {
      // The clusters keep their objects, so no id may come a second time: controllers tell objects apart by their uid.
      const { kubernetes: _, idSeed: __, ...initial } = structuredClone(atStart);
      Object.assign(sandbox.world.state, initial);
      await Promise.all(
        ['faults', 'calls'].map((log) => fetch(`${sandbox.url}/_sandbox/${log}`, { method: 'DELETE' })),
      );
    },
    stop: async () => {
      for (const client of opened) {
        client.destroy();
      }
      await sandbox.close();
    },
  };
}

/** What an error of an SDK call says, or a failure of the test when there was none. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was not refused');
}

/** An account with clusters and roles, as the tests want it. */
export function stateWith(
  { clusters = [], roles = {} }: { clusters?: ClusterState[]; roles?: Record<string, string> },
  options: Parameters<typeof emptyState>[0] = {},
): SandboxState {
  const state = emptyState(options);
  const region = state.eks[REGION];
  for (const cluster of clusters) {
    if (region !== undefined) {
      region.clusters[cluster.name] = structuredClone(cluster);
    }
    state.kubernetes[cluster.arn] = { resourceVersion: 1, objects: {} };
  }
  for (const [name, trustPolicy] of Object.entries(roles)) {
    state.iam.roles[name] = {
      name,
      path: '/',
      id: `AROA${name.toUpperCase().replace(/[^A-Z]/g, '')}`.padEnd(21, 'X'),
      arn: roleArn(name),
      createdAt: 0,
      maxSessionDuration: 3600,
      trustPolicy,
      trustChangedAt: 0,
      attachedPolicyArns: [],
      inlinePolicies: {},
      tags: {},
    };
  }
  return state;
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

/** A trust policy that lets EKS Pod Identity assume the role, under conditions if any. */
export function podIdentityTrust(condition?: object, actions = ['sts:AssumeRole', 'sts:TagSession']): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: actions,
        ...(condition && { Condition: condition }),
      },
    ],
  });
}
