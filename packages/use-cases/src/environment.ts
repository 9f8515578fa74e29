import type { ConfigFacts } from '@podpass/cluster-config';
import type {
  AssociationReader,
  CallTrace,
  CataloguePort,
  ClusterMakingPort,
  EksPort,
  IamPort,
  KubernetesPorts,
  RoleReader,
} from '@podpass/inventory';
import type { OperationEngine } from '@podpass/operations';
import type { AuditRecords, BlueprintRecords, OperationRecords, ConfigRecords, Locks } from '@podpass/store';
import type { CheckedConfig } from './configurations/check-config.ts';
import type { KubernetesReader } from './observe/kubernetes-reader.ts';

/** Everything that use cases act through. Built once, where the program is composed. */
export interface Environment {
  eks: EksPort;
  iam: IamPort;
  /** Makes clusters and what they stand on. */
  making: ClusterMakingPort;
  /** With its answers remembered. */
  catalogue: CataloguePort;
  calls: CallTrace;
  kubernetes: KubernetesPorts;
  associations: AssociationReader;
  roles: RoleReader;
  observed: KubernetesReader;
  operations: OperationRecords;
  /** Runs them. */
  engine: OperationEngine;
  audit: AuditRecords;
  locks: Locks;
  configs: ConfigRecords;
  blueprints: BlueprintRecords;
  /** `checkConfig` of this package, beside the caller's thread. Rejects with `config-check-timeout`. */
  checkConfig(text: string, facts: ConfigFacts): Promise<CheckedConfig>;
  now(): Date;
  newId(): string;
  /** Waits, or rejects when the signal fires. A port, so that tests need not wait. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  timing: Timing;
}

/** What steps act through. They start no operations. */
export type StepEnvironment = Omit<Environment, 'engine'>;

/** How long the outside world is given, in milliseconds. */
export interface Timing {
  /** Until webhook and agent know a changed association: 10 to 15 s on AWS (eks-and-iam §1.1). */
  associationPropagation: number;
  /** How long EKS may go on refusing a role that was changed moments ago (eks-and-iam §1.1: up to about 2 minutes). */
  rolePropagation: number;
  agentReady: number;
  rollout: number;
  /** Between two looks at something that is being waited for. */
  poll: number;
}

export const awsTiming: Timing = {
  associationPropagation: 12_000,
  rolePropagation: 120_000,
  agentReady: 600_000,
  rollout: 600_000,
  poll: 2_000,
};

/** Who asks for a change. */
export interface Actor {
  name: string;
  role: string;
}
