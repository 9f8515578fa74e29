import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { CallTrace, CataloguePort, ClusterMakingPort, EksPort, IamPort } from '@podpass/inventory';
import { createCallTrace } from './calls/call-trace.ts';
import { type CallerOptions, createCaller } from './calls/caller.ts';
import { type AwsCall, type AwsService, defaultBudgets, type RateBudget } from './calls/limits.ts';
import { maxAttempts, RetryStrategy } from './calls/retry-strategy.ts';
import { TokenBucket } from './calls/token-bucket.ts';
import { createCatalogueGateway } from './catalogue/catalogue-gateway.ts';
import { createEksGateway } from './eks/eks-gateway.ts';
import { createIamGateway } from './iam/iam-gateway.ts';
import { clusterMakingCalls } from './making/clusters.ts';
import { fargateCalls } from './making/fargate.ts';
import { callerOfRegion, identityCalls } from './making/iam.ts';
import { stackCalls } from './making/stacks.ts';
import { callerIdentityCall, rememberedIdentity } from './sts/caller-identity.ts';
import { createTokenMinter, type KubernetesToken } from './sts/kubernetes-token.ts';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export interface AwsGatewayOptions {
  /** Clusters of this region are named without `@region`. */
  homeRegion: string;
  /** All regions to look at; the home region is added if it is missing. */
  regions: string[];
  /** Replaces the endpoints of CloudFormation, EC2, EKS, IAM and STS: `http://127.0.0.1:4566`. */
  endpoint?: string | undefined;
  /** Left out: the standard chain of the SDK (environment, profile, SSO, web identity, container, instance). */
  credentials?: AwsCredentials | undefined;
  /** Left out: `defaultBudgets`. */
  budget?: Partial<Record<AwsService, RateBudget>> | undefined;
  /** How long one call may take with all its retries. Left out: 60 seconds. */
  callTimeoutMs?: number | undefined;
  /** What the waits between attempts are multiplied by: less than 1 where no real AWS has to be spared. Left out: 1. */
  retryPace?: number | undefined;
  /** Told of each attempt of each call, for logs and metrics. Must not throw. */
  onCall?: ((call: AwsCall) => void) | undefined;
}

/** One AWS account as one identity sees it. Make one of these per account: its calls share one rate budget. */
export interface AwsGateways {
  eks: EksPort;
  iam: IamPort;
  catalogue: CataloguePort;
  making: ClusterMakingPort;
  /** Of all calls but those of {@link AwsGateways.mintKubernetesToken}. */
  calls: CallTrace;
  /** A bearer token for the cluster's Kubernetes API, made without a call to AWS and cached until it is nearly over. */
  mintKubernetesToken: (cluster: { name: string; region: string }) => Promise<KubernetesToken>;
  /** Ends idle connections. Calls after this may fail. */
  close: () => void;
}

export function createAwsGateways(options: AwsGatewayOptions): AwsGateways {
  const regionNames = [...new Set([options.homeRegion, ...options.regions])];
  const eksClients = new Map(regionNames.map((region) => [region, new EKSClient(clientConfig(options, region))]));
  const ec2Clients = new Map(regionNames.map((region) => [region, new EC2Client(clientConfig(options, region))]));
  const stackClients = new Map(
    regionNames.map((region) => [region, new CloudFormationClient(clientConfig(options, region))]),
  );
  const iamClient = new IAMClient(clientConfig(options, options.homeRegion));
  const stsClient = new STSClient(clientConfig(options, options.homeRegion));

  const calls = createCallTrace();
  const callerOf = (service: AwsService, region: string) => callerOptions(options, service, region, calls.answered);
  const sts = createCaller(stsClient, callerOf('sts', options.homeRegion));
  const iam = createCaller(iamClient, callerOf('iam', options.homeRegion));
  const eks = new Map(
    [...eksClients].map(([region, client]) => [region, createCaller(client, callerOf('eks', region))]),
  );
  const ec2 = new Map(
    [...ec2Clients].map(([region, client]) => [region, createCaller(client, callerOf('ec2', region))]),
  );
  const stacks = new Map(
    [...stackClients].map(([region, client]) => [region, createCaller(client, callerOf('cloudformation', region))]),
  );
  const callerIdentity = callerIdentityCall(sts);
  const identity = rememberedIdentity(callerIdentity);

  return {
    eks: createEksGateway({
      homeRegion: options.homeRegion,
      callers: eks,
      identity,
    }),
    catalogue: createCatalogueGateway({ homeRegion: options.homeRegion, eks, ec2 }),
    iam: createIamGateway(iam, callerIdentity),
    making: {
      ...stackCalls((region) => callerOfRegion(stacks, region)),
      ...clusterMakingCalls({ homeRegion: options.homeRegion, callers: eks, identity }),
      ...fargateCalls({ homeRegion: options.homeRegion, callers: eks, identity }),
      ...identityCalls(iam),
    },
    calls,
    mintKubernetesToken: createTokenMinter(() => stsClient.config.credentials()),
    close() {
      const regional = [...eksClients.values(), ...ec2Clients.values(), ...stackClients.values()];
      for (const client of [...regional, iamClient, stsClient]) client.destroy();
    },
  };
}

function clientConfig({ endpoint, credentials, retryPace }: AwsGatewayOptions, region: string) {
  return {
    region,
    maxAttempts,
    retryStrategy: new RetryStrategy(retryPace),
    // Of one attempt. EKS and IAM answer within a second or two; a silent connection is given up and tried again.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials: { ...credentials } }),
  };
}

function callerOptions(
  options: AwsGatewayOptions,
  service: AwsService,
  region: string,
  onChange: CallerOptions['onChange'],
): CallerOptions {
  return {
    service,
    region,
    bucket: new TokenBucket(options.budget?.[service] ?? defaultBudgets[service]),
    callTimeoutMs: options.callTimeoutMs ?? 60_000,
    onCall: options.onCall,
    onChange,
  };
}
