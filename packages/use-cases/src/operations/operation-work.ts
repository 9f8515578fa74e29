import { type Cluster, type ClusterRef, hasCode, type Operation, type PlanStep } from '@podpass/inventory';
import type { OperationStepContext, OperationWork } from '@podpass/operations';
import type { StepContext } from '../changes/steps/step-runner.ts';
import { applyStep, canBeUndone, undoStep } from '../changes/steps/step-runners.ts';
import type { StepEnvironment } from '../environment.ts';
import { goesWith } from '../provisioning/steps/goes-with.ts';
import { mayLeavePart } from '../provisioning/steps/may-leave-part.ts';
import { redoneWith } from '../provisioning/steps/redone-with.ts';
import { auditOperation } from './audit-operation.ts';
import { refreshReaders } from './refresh-readers.ts';

/** What the engine runs: the steps of plans, on AWS and in the clusters. */
export function operationWork(env: StepEnvironment): OperationWork {
  const clusters = new Map<string, Cluster>();
  const clusterOf = async ({ id, clusterKey, plan }: Operation): Promise<Cluster> => {
    const known = clusters.get(id);
    if (known !== undefined) return known;
    const cluster = await describeIfThere(env, clusterKey, plan.cluster);
    // One that is on its way gets its address and issuer meanwhile.
    if (cluster.status === 'ACTIVE') clusters.set(id, cluster);
    return cluster;
  };
  const contextOf = async (step: PlanStep, context: OperationStepContext): Promise<StepContext> => {
    const { operation, signal, followsChange, begunAt, note } = context;
    return {
      // Whoever waits in a step stops waiting when the operation is cancelled or goes on elsewhere.
      env: { ...env, sleep: (milliseconds, own) => env.sleep(milliseconds, own ?? signal) },
      cluster: await clusterOf(operation),
      operationId: operation.id,
      attempt: operation.attempt,
      stepId: step.id,
      begunAt,
      followsAssociationChange: followsChange,
      signal,
      note,
    };
  };
  /** With the last request that changed something. */
  const told = async <Outcome extends object>(work: () => Promise<Outcome>) => {
    const { result, changes } = await env.calls.during(work);
    const awsRequestId = changes.at(-1);
    return { ...result, ...(awsRequestId !== undefined && { awsRequestId }) };
  };
  return {
    applyStep: async (step, context) => {
      const own = await contextOf(step, context);
      return await told(() => applyStep(step, own));
    },
    undoStep: async (step, context) => {
      const own = await contextOf(step, context);
      return await told(async () => ({ message: await undoStep(step, own) }));
    },
    canBeUndone,
    redoneWith,
    mayLeavePart,
    goesWith,
    ended: async (end) => {
      const { operation } = end;
      clusters.delete(operation.id);
      await refreshReaders(env, operation.plan);
      await auditOperation(env, end);
    },
  };
}

/** A cluster that is still to be created, or already gone, is known by its name alone. */
async function describeIfThere(env: StepEnvironment, key: string, ref: ClusterRef): Promise<Cluster> {
  try {
    return await env.eks.describeCluster(key);
  } catch (error) {
    if (!hasCode(error, 'cluster-not-found')) throw error;
    return {
      ref,
      status: 'PENDING',
      kubernetesVersion: '',
      endpointAccess: { public: false, private: false, publicCidrs: [] },
      autoMode: false,
      ipFamily: 'ipv4',
      tags: {},
    };
  }
}
