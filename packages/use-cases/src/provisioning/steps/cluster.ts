import { type Cluster, hasCode, PodpassError } from '@podpass/inventory';
import { liveCluster } from '../../changes/steps/live-cluster.ts';
import {
  clientTokenOf,
  freshTokenOf,
  isMadeHere,
  isOfCluster,
  operationTag,
  type StepContext,
  type StepRunner,
} from '../../changes/steps/step-runner.ts';
import { subnetsOf } from './stack.ts';
import { untilRoleIsSeen } from '../../changes/steps/patience.ts';
import { waitLong, wasTaken } from './waiting.ts';

export const createCluster: StepRunner<'create-cluster'> = {
  lock: (_action, cluster) => `cluster:${cluster.ref.arn}`,

  async apply({ kind: _kind, placement, ...request }, context) {
    const { env, cluster, operationId } = context;
    const found = await liveCluster(context);
    const failed = found?.status === 'FAILED' && isOfCluster(found.tags, request.tags);
    // EKS never mends a cluster that it failed to make; it is removed with all that would have been in it.
    if (failed) await removeCluster(context);
    else if (found !== undefined) return adopt(found, request.tags, context);
    const clientToken = failed ? freshTokenOf(context) : clientTokenOf(context);
    const subnetIds = await subnetsOf(placement, context);
    const tags = { ...request.tags, [operationTag]: operationId };
    try {
      await untilRoleIsSeen(context, true, () =>
        env.making.createCluster(cluster.ref, { ...request, subnetIds, tags, clientToken }),
      );
    } catch (error) {
      // An earlier try may have gone through although its answer was lost.
      const made = hasCode(error, 'aws-conflict') ? await liveCluster(context) : undefined;
      if (made === undefined) throw error;
      return adopt(made, request.tags, context);
    }
    return { did: true, message: `EKS is making ${request.name}` };
  },

  async undo({ name }, context) {
    const found = await liveCluster(context);
    if (found === undefined) return `There is no cluster ${name}`;
    if (!isMadeHere(found.tags, context)) return `Cluster ${name} was not made by this operation and stays`;
    await removeCluster(context);
    return `Deleted cluster ${name}`;
  },
};

export const waitForCluster: StepRunner<'wait-for-cluster'> = {
  async apply(_action, context) {
    await context.note('Waiting for EKS');
    const end = await waitLong(context, async () => {
      const seen = await liveCluster(context);
      if (seen === undefined) return { status: 'gone', issues: [] };
      return seen.status === 'ACTIVE' || seen.status === 'FAILED' ? seen : undefined;
    });
    const { name } = context.cluster.ref;
    if (end?.status !== 'ACTIVE') {
      const { status, issues = [] } = end ?? { status: 'CREATING' };
      throw new PodpassError('cluster-failed', { cluster: name, status, issues });
    }
    return { did: false, message: `${name} is active` };
  },
};

export const deleteCluster: StepRunner<'delete-cluster'> = {
  lock: (_action, cluster) => `cluster:${cluster.ref.arn}`,

  async apply({ name }, context) {
    if ((await liveCluster(context)) === undefined) return { did: false, message: `There is no cluster ${name}` };
    await removeCluster(context);
    return { did: true, message: `Deleted cluster ${name}` };
  },
};

function adopt(found: Cluster, tags: Record<string, string>, context: StepContext) {
  const { name } = found.ref;
  if (isMadeHere(found.tags, context)) return { did: true, message: `EKS is making ${name}` };
  if (!isOfCluster(found.tags, tags)) {
    throw new PodpassError('cluster-exists', { cluster: name });
  }
  return { did: false, message: `${name} exists (${found.status})` };
}

async function removeCluster(context: StepContext): Promise<void> {
  const { env, cluster, note } = context;
  await note('Waiting until EKS lets the cluster go');
  const end = await waitLong(context, async () => {
    const seen = await liveCluster(context);
    if (seen === undefined) return 'gone';
    if (seen.status === 'DELETING') return undefined;
    // Somebody has turned it on since: it is theirs to turn off.
    if (seen.deletionProtection === true) throw new PodpassError('cluster-protected', { cluster: seen.ref.name });
    // While it is being made, or while its last node group goes, EKS refuses: then it is asked again.
    const taken = await wasTaken(env.making.deleteCluster(cluster.ref));
    if (!taken && seen.status !== 'CREATING') await refuseIfInUse(context);
    return undefined;
  });
  if (end === undefined) throw new PodpassError('cluster-failed', { cluster: cluster.ref.name, status: 'DELETING' });
  env.observed.forget(cluster);
  env.associations.forget(cluster.ref);
}

/** What is not going by now does not go by itself, least of all what others have made: waiting would be in vain. */
async function refuseIfInUse({ env, cluster: { ref } }: StepContext): Promise<void> {
  const [nodeGroups, profiles] = await Promise.all([env.eks.listNodeGroups(ref), env.eks.listFargateProfiles(ref)]);
  const staying = [
    ...nodeGroups.filter(({ status }) => status !== 'DELETING').map(({ name }) => `node group ${name}`),
    ...profiles.filter(({ status }) => status !== 'DELETING').map(({ name }) => `Fargate profile ${name}`),
  ];
  if (staying.length > 0) throw new PodpassError('cluster-in-use', { cluster: ref.name, by: staying });
}
