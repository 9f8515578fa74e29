import type { Cluster, StepActionOf, StepKind } from '@podpass/inventory';
import type { StepEnvironment } from '../../environment.ts';

export interface StepContext {
  env: StepEnvironment;
  cluster: Cluster;
  operationId: string;
  /** Counts up with each retry and undo. */
  attempt: number;
  stepId: string;
  /** When this attempt came to the step first; the same for whoever goes on with it after a crash. ISO 8601. */
  begunAt: string;
  /** The step follows changes of associations made just before, in the same change. */
  followsAssociationChange: boolean;
  /** Aborted when the operation is cancelled or goes on in another process; `env.sleep` listens to it by itself. */
  signal: AbortSignal;
  /** Tells the person what is being waited for. */
  note(message: string): Promise<void>;
}

/** `did` is false if everything was as wanted already. `message` says what is true now. */
export interface StepOutcome {
  did: boolean;
  message: string;
}

/**
 * How one kind of step is done. `apply` checks, then acts, so that it can be repeated after an answer was lost. `undo`
 * takes back only what this very change made, and resolves if there is nothing to take back.
 */
export interface StepRunner<Kind extends StepKind> {
  apply(action: StepActionOf<Kind>, context: StepContext): Promise<StepOutcome>;
  undo?(action: StepActionOf<Kind>, context: StepContext): Promise<string>;
  /** Steps with the same lock never run at the same time, in any replica. */
  lock?(action: StepActionOf<Kind>, cluster: Cluster): string;
}

/** Marks what a change made, so that undoing never touches anything else. */
export const operationTag = 'podpass:operation';
const clusterTag = 'podpass:cluster';
/** Whether the thing with these tags was made by this very operation. */
export function isMadeHere(tags: Record<string, string>, { operationId }: Pick<StepContext, 'operationId'>): boolean {
  return tags[operationTag] === operationId;
}

/** Whether it was made here for the cluster that is wanted, by whichever operation. */
export function isOfCluster(tags: Record<string, string>, wanted: Record<string, string>): boolean {
  return tags[clusterTag] === wanted[clusterTag];
}

export const operationLabel = 'podpass.io/operation';
export const managedByLabel = { 'app.kubernetes.io/managed-by': 'podpass' } as const;

/**
 * The same step of the same attempt always sends the same token, so that AWS recognises a repeated call. A later attempt
 * sends another: AWS would take making something again, after it was taken back, for the call that it has answered.
 */
export function clientTokenOf({ operationId, attempt, stepId }: ClientTokenParts): string {
  return `${operationId}-${attempt}-${stepId}`.slice(0, 64);
}

type ClientTokenParts = Pick<StepContext, 'operationId' | 'attempt' | 'stepId'>;

/** For making something again after what a step had made before has failed and was removed. */
export function freshTokenOf(context: StepContext): string {
  return `${clientTokenOf(context).slice(0, 54)}-${context.env.now().getTime().toString(36)}`;
}

export function roleLock(roleName: string, cluster: Cluster): string {
  return `role:${cluster.ref.account}:${roleName}`;
}
