import { type Sandbox, startSandbox } from '@podpass/sandbox';
import { type AwsGatewayOptions, type AwsGateways, createAwsGateways } from '../../src/index.ts';
import { type AccountOptions, accountState, credentials, homeRegion, otherRegion } from './account.ts';

export interface Stage {
  sandbox: Sandbox;
  gateways: AwsGateways;
  /** Further gateways to the same account. */
  connect: (options?: Partial<AwsGatewayOptions>) => AwsGateways;
  control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  close: () => Promise<void>;
}

/** Fast enough that no test waits for a budget that it does not test. */
const unlimited = { perSecond: 5_000, burst: 5_000 };

/** A sandbox with an account, and gateways to it over HTTP. */
export async function openStage(
  accountOptions: AccountOptions = {},
  gatewayOptions: Partial<AwsGatewayOptions> = {},
): Promise<Stage> {
  const sandbox = await startSandbox({ state: await accountState(accountOptions) });
  const opened: AwsGateways[] = [];
  const connect = (options: Partial<AwsGatewayOptions> = {}) => {
    const gateways = createAwsGateways({
      homeRegion,
      regions: [homeRegion, otherRegion],
      endpoint: sandbox.url,
      credentials,
      budget: { eks: unlimited, iam: unlimited, sts: unlimited },
      ...options,
    });
    opened.push(gateways);
    return gateways;
  };
  return {
    sandbox,
    gateways: connect(gatewayOptions),
    connect,
    control: (method, path, body) => control(sandbox.url, method, path, body),
    async close() {
      for (const gateways of opened) gateways.close();
      await sandbox.close();
    },
  };
}

async function control(url: string, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${url}/_sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
