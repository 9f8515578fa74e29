import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AwsGatewayOptions,
  createAssociationReader,
  createAwsGateways,
  createRememberedCatalogue,
  createRoleReader,
} from '@podpass/aws';
import { createKubernetesGateways } from '@podpass/kubernetes';
import { demoState, environmentOf, type Sandbox, startSandbox } from '@podpass/sandbox';
import type { KubernetesPorts } from '@podpass/inventory';
import type { Store } from '@podpass/store';
import { awsTiming, createKubernetesReader, type StepEnvironment, type Timing } from '@podpass/use-cases';
import { createConfigChecker } from './checking/config-checker.ts';
import type { Configuration } from './configuration.ts';

export interface ComposeOptions {
  aws: Configuration['aws'];
  store: Store;
  onAwsCall: NonNullable<AwsGatewayOptions['onCall']>;
  /** The file of the thread that checks configurations. */
  checkWorker: URL;
}

export interface Composed {
  environment: StepEnvironment;
  regions: string[];
  /** In sandbox mode: where it listens, and the variables with which other programs reach it. */
  sandbox?: { url: string; variables: Record<string, string> };
  close: () => Promise<void>;
}

/** The sandbox has no other tools that need room, and its changes arrive fast: nobody should wait in a demo. */
const sandboxBudget = {
  ec2: { perSecond: 500, burst: 500 },
  eks: { perSecond: 500, burst: 500 },
  iam: { perSecond: 500, burst: 500 },
  sts: { perSecond: 100, burst: 100 },
};
const sandboxTiming: Timing = { ...awsTiming, associationPropagation: 500, rolePropagation: 30_000, poll: 250 };

/** Builds what use cases act through: on the embedded AWS account, or on the one of the standard credential chain. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  if (options.aws.mode === 'account') {
    const { homeRegion, regions } = options.aws;
    return assemble(options, { homeRegion, regions }, awsTiming);
  }
  const state = await demoState();
  const sandbox = await startSandbox({ port: options.aws.port, state });
  const homeRegion = state.defaultRegion;
  const variables = environmentOf(sandbox, homeRegion);
  const composed = assemble(
    options,
    { homeRegion, regions: [homeRegion], ...accessTo(sandbox, variables) },
    sandboxTiming,
  );
  return {
    ...composed,
    sandbox: { url: sandbox.url, variables },
    close: async () => {
      await composed.close();
      await sandbox.close();
    },
  };
}

function accessTo(sandbox: Sandbox, variables: Record<string, string>): Partial<AwsGatewayOptions> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = variables;
  return { endpoint: sandbox.url, credentials: { accessKeyId, secretAccessKey }, budget: sandboxBudget };
}

function assemble(
  { store, onAwsCall, checkWorker }: ComposeOptions,
  access: AwsGatewayOptions,
  timing: Timing,
): Composed {
  const gateways = createAwsGateways({ ...access, onCall: onAwsCall });
  const { eks, iam, catalogue, making, calls } = gateways;
  const clusters = createKubernetesGateways({
    token: async (cluster) => (await gateways.mintKubernetesToken(cluster)).token,
  });
  const kubernetes: KubernetesPorts = (cluster) => clusters.ports(cluster);
  const checker = createConfigChecker({ worker: checkWorker });
  const environment: StepEnvironment = {
    eks,
    iam,
    making,
    calls,
    catalogue: createRememberedCatalogue(catalogue),
    kubernetes,
    associations: createAssociationReader({ eks }),
    roles: createRoleReader({ iam }),
    observed: createKubernetesReader({ kubernetes, now: Date.now }),
    operations: store.operations,
    audit: store.audit,
    locks: store.locks,
    configs: store.configs,
    blueprints: store.blueprints,
    checkConfig: checker.check,
    now: () => new Date(),
    newId: randomUUID,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    timing,
  };
  return {
    environment,
    regions: [...new Set([access.homeRegion, ...access.regions])],
    close: async () => {
      await checker.close();
      await clusters.close();
      gateways.close();
    },
  };
}
