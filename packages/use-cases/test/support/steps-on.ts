import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AwsCall,
  type AwsCredentials,
  createAssociationReader,
  createAwsGateways,
  createRoleReader,
} from '@podpass/aws';
import { createKubernetesGateways } from '@podpass/kubernetes';
import { ADMIN_ACCESS_KEY } from '@podpass/sandbox';
import type { Store } from '@podpass/store';
import { checkConfig, createKubernetesReader, type Environment, type StepEnvironment } from '../../src/index.ts';

export interface StepsOptions {
  /** Of the sandbox. */
  endpoint: string;
  region: string;
  store: Store;
  onCall?: (call: AwsCall) => void;
  /** Left out: the administrator's. */
  credentials?: AwsCredentials;
}

/** What steps act through, over the real gateways, in a hurry. */
export function stepsOn({ endpoint, region, store, onCall, credentials = ADMIN_ACCESS_KEY }: StepsOptions): {
  steps: StepEnvironment;
  close: () => Promise<void>;
} {
  const fast = { perSecond: 2_000, burst: 2_000 };
  const gateways = createAwsGateways({
    homeRegion: region,
    regions: [region],
    endpoint,
    credentials,
    budget: { cloudformation: fast, ec2: fast, eks: fast, iam: fast, sts: fast },
    retryPace: 0.1,
    onCall,
  });
  const clusters = createKubernetesGateways({
    token: async (cluster) => (await gateways.mintKubernetesToken(cluster)).token,
    retryBudgetMs: 3_000,
  });
  const kubernetes: Environment['kubernetes'] = (cluster) => clusters.ports(cluster);
  const steps: StepEnvironment = {
    eks: gateways.eks,
    iam: gateways.iam,
    making: gateways.making,
    calls: gateways.calls,
    catalogue: gateways.catalogue,
    kubernetes,
    associations: createAssociationReader({ eks: gateways.eks }),
    roles: createRoleReader({ iam: gateways.iam }),
    observed: createKubernetesReader({ kubernetes, now: Date.now }),
    operations: store.operations,
    audit: store.audit,
    locks: store.locks,
    configs: store.configs,
    blueprints: store.blueprints,
    checkConfig: async (text, facts) => checkConfig(text, facts),
    now: () => new Date(),
    newId: randomUUID,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    timing: {
      associationPropagation: 20,
      rolePropagation: 5_000,
      agentReady: 10_000,
      rollout: 10_000,
      poll: 20,
    },
  };
  return {
    steps,
    close: async () => {
      await clusters.close();
      gateways.close();
    },
  };
}
