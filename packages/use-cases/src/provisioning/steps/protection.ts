import { PodpassError } from '@podpass/inventory';
import { liveCluster } from '../../changes/steps/live-cluster.ts';
import { operationTag, type StepContext, type StepRunner } from '../../changes/steps/step-runner.ts';
import { waitLong, wasTaken } from './waiting.ts';

export const protectCluster: StepRunner<'protect-cluster'> = {
  lock: (_action, cluster) => `cluster:${cluster.ref.arn}`,

  async apply({ name }, context) {
    const found = await liveCluster(context);
    if (found?.deletionProtection === true) return { did: false, message: `${name} is protected against deletion` };
    await turnProtection(context, true);
    return { did: true, message: `${name} is protected against deletion now` };
  },

  async undo({ name }, context) {
    const found = await liveCluster(context);
    if (found === undefined) return `There is no cluster ${name}`;
    if (found.deletionProtection !== true) return `${name} is not protected against deletion`;
    // A cluster that this operation found stays, so its protection stays too.
    if (found.tags[operationTag] !== context.operationId) return `${name} was there before and stays protected`;
    await turnProtection(context, false);
    return `Turned off the deletion protection of ${name}`;
  },
};

export const unprotectCluster: StepRunner<'unprotect-cluster'> = {
  lock: (_action, cluster) => `cluster:${cluster.ref.arn}`,

  async apply({ name }, context) {
    const found = await liveCluster(context);
    if (found === undefined) return { did: false, message: `There is no cluster ${name}` };
    if (found.deletionProtection !== true) return { did: false, message: `${name} is not protected` };
    await turnProtection(context, false);
    return { did: true, message: `Turned off the deletion protection of ${name}` };
  },
};

async function turnProtection(context: StepContext, on: boolean): Promise<void> {
  const { env, cluster, note } = context;
  await note('Waiting until EKS has updated the cluster');
  const end = await waitLong(context, async () => {
    const seen = await liveCluster(context);
    if (seen === undefined || seen.status === 'FAILED' || seen.status === 'DELETING') return seen?.status ?? 'gone';
    if (seen.status !== 'ACTIVE') return undefined;
    if ((seen.deletionProtection === true) === on) return 'ACTIVE';
    // While another update is on its way EKS refuses: then it is asked again.
    await wasTaken(env.making.setDeletionProtection(cluster.ref, on));
    return undefined;
  });
  if (end !== 'ACTIVE')
    throw new PodpassError('cluster-failed', { cluster: cluster.ref.name, status: end ?? 'UPDATING' });
}
