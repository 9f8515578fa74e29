import type { EksPort, IamPort } from '@podpass/inventory';
import type { AwsCall, AwsService, RateBudget } from './calls/limits.ts';
import type { KubernetesToken } from './kubernetes-token.ts';

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
  /** Replaces the endpoints of EKS, IAM and STS: `http://127.0.0.1:4566`. */
  endpoint?: string | undefined;
  /** Left out: the standard chain of the SDK (environment, profile, SSO, web identity, container, instance). */
  credentials?: AwsCredentials | undefined;
  /** Left out: `defaultBudgets`. */
  budget?: Partial<Record<AwsService, RateBudget>> | undefined;
  /** Told of each attempt of each call, for logs and metrics. Must not throw. */
  onCall?: ((call: AwsCall) => void) | undefined;
}

/** One AWS account as one identity sees it. Make one of these per account: its calls share one rate budget. */
export interface AwsGateways {
  eks: EksPort;
  iam: IamPort;
  /** A bearer token for the cluster's Kubernetes API, made without a call to AWS and cached until it is nearly over. */
  mintKubernetesToken(cluster: { name: string; region: string }): Promise<KubernetesToken>;
  /** Ends idle connections. Calls after this may fail. */
  close(): void;
}

export function createAwsGateways(_options: AwsGatewayOptions): AwsGateways {
  throw new Error('not built yet');
}
