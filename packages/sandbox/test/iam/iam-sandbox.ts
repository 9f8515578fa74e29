import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { ADMIN_ACCESS_KEY, emptyState, type SandboxState, startSandbox, type World } from '../../src/index.ts';
import type { UserState } from '../../src/state/iam-state.ts';
import { account, addUser } from '../authorize/small-world.ts';

export interface IamSandbox {
  world: World;
  url: string;
  /** Clients of the administrator, who may do everything. */
  iam: IAMClient;
  sts: STSClient;
  /** Clients of whoever has these credentials; without any, unsigned ones. */
  iamOf(credentials: Credentials): IAMClient;
  stsOf(credentials?: Credentials): STSClient;
  /** A new user with these inline policies. */
  user(name: string, policies?: Record<string, string>): { user: UserState; credentials: Credentials };
  close(): Promise<void>;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface IamSandboxOptions {
  clock?: () => number;
  iamDelayMs?: number;
  /** Changes the account before it starts. */
  prepare?: (state: SandboxState) => void;
}

/** An account on a port, and SDK clients for it. */
export async function startIam({ clock, iamDelayMs = 0, prepare }: IamSandboxOptions = {}): Promise<IamSandbox> {
  const state = emptyState({ account, transitions: { iam: iamDelayMs } });
  prepare?.(state);
  const sandbox = await startSandbox({ state, ...(clock ? { now: clock } : {}) });
  const { world, url } = sandbox;
  // The SDK would try LimitExceeded three times.
  const settings = { endpoint: url, region: 'us-west-2', maxAttempts: 1 };
  const iamOf = (credentials: Credentials) => new IAMClient({ ...settings, credentials });
  const stsOf = (credentials: Credentials = { accessKeyId: 'none', secretAccessKey: 'none' }) =>
    new STSClient({ ...settings, credentials });
  return {
    world,
    url,
    iam: iamOf(ADMIN_ACCESS_KEY),
    sts: stsOf(ADMIN_ACCESS_KEY),
    iamOf,
    stsOf,
    user: (name, policies) => {
      const user = addUser(world, name, policies);
      const [[accessKeyId, { secretAccessKey }] = ['', { secretAccessKey: '' }]] = Object.entries(user.accessKeys);
      return { user, credentials: { accessKeyId, secretAccessKey } };
    },
    close: () => sandbox.close(),
  };
}
