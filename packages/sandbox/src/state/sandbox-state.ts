import type { CloudFormationState } from './cloudformation-state.ts';
import type { Ec2State } from './ec2-state.ts';
import type { EksState } from './eks-state.ts';
import type { IamState } from './iam-state.ts';
import type { KubernetesState } from './kubernetes-state.ts';
import type { Transition } from './transition.ts';

/**
 * The whole simulated account as plain JSON: what `GET /_sandbox/state` writes and `PUT /_sandbox/state` reads.
 * Nothing that decides an answer may live outside it, except sockets, timers and the clock.
 */
export interface SandboxState {
  version: 1;
  partition: string;
  account: string;
  /** Region of requests that are not signed for one. */
  defaultRegion: string;
  /** Feeds the id generator, so that two runs with the same calls give the same ids. */
  idSeed: number;
  iam: IamState;
  /** EC2 by region. */
  ec2: Record<string, Ec2State>;
  /** CloudFormation by region; absent in states from before there were stacks. */
  cloudFormation?: Record<string, CloudFormationState>;
  /** EKS by region. */
  eks: Record<string, EksState>;
  /** Kubernetes API state by cluster ARN. */
  kubernetes: Record<string, KubernetesState>;
  /** Temporary credentials handed out by STS and EKS Auth, by access key id. */
  sessions: Record<string, SessionState>;
  /** What will happen by itself, soonest first or in any order. */
  transitions: Transition[];
  settings: SandboxSettings;
}

export interface SandboxSettings {
  /** Added to every answer of a service, in milliseconds. Keys: eks, eks-auth, iam, sts, kubernetes. */
  latency: Partial<Record<ServiceName, number>>;
  /** Token buckets by service; absent means unlimited. */
  rateLimits: Partial<Record<ServiceName, RateLimit>>;
  /** How long a change stays in its in-between state, in milliseconds. */
  transitions: Record<TransitionName, number>;
}

export type ServiceName = 'eks' | 'eks-auth' | 'iam' | 'sts' | 'kubernetes' | 'cloudformation' | 'ec2';
/** `iam`: time until a changed role is seen by other services; `association`: until the webhook and EKS Auth know it; `stack`: how long each resource of a stack takes. */
export type TransitionName = 'cluster' | 'addon' | 'nodegroup' | 'iam' | 'association' | 'pod' | 'stack';
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** Temporary credentials: who they speak for and until when. Times are epoch milliseconds. */
export interface SessionState {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` */
  assumedRoleArn: string;
  roleArn: string;
  sessionName: string;
  sessionPolicies: string[];
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity?: string;
  expiresAt: number;
}
