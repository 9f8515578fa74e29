import { hasCode, PodpassError } from '@podpass/inventory';
import { ifClusterLives } from '../../changes/steps/live-cluster.ts';
import { untilRoleIsSeen } from '../../changes/steps/patience.ts';
import {
  clientTokenOf,
  freshTokenOf,
  isMadeHere,
  isOfCluster,
  operationTag,
  type StepContext,
  type StepRunner,
} from '../../changes/steps/step-runner.ts';
import { waitLong } from './waiting.ts';

export const createAddon: StepRunner<'create-addon'> = {
  lock: ({ addon }, cluster) => `addon:${cluster.ref.arn}:${addon}`,

  async apply({ kind: _kind, rolesAreFresh, ...request }, context) {
    const { env, cluster, operationId } = context;
    const { addon } = request;
    const present = await env.eks.describeAddon(cluster.ref, addon);
    if (present?.status === 'CREATE_FAILED' && isOfCluster(present.tags, request.tags))
      await removeAddon(context, addon);
    else if (present !== undefined) {
      return { did: isMadeHere(present.tags, context), message: `${addon} is installed (${present.status})` };
    }
    const clientToken = present === undefined ? clientTokenOf(context) : freshTokenOf(context);
    const tags = { ...request.tags, [operationTag]: operationId };
    try {
      await untilRoleIsSeen(context, rolesAreFresh, () =>
        env.making.createAddon(cluster.ref, { ...request, tags, clientToken }),
      );
      return { did: true, message: `Installing ${addon} ${request.version ?? ''}`.trim() };
    } catch (error) {
      // An earlier try may have gone through although its answer was lost; or somebody else was faster.
      const made = hasCode(error, 'addon-exists') ? await env.eks.describeAddon(cluster.ref, addon) : undefined;
      if (made === undefined) throw error;
      return { did: isMadeHere(made.tags, context), message: `${addon} is installed` };
    }
  },

  async undo({ addon }, context) {
    const present = await ifClusterLives(context, (ref) => context.env.eks.describeAddon(ref, addon));
    if (present !== undefined && !isMadeHere(present.tags, context)) {
      return `${addon} was not installed by this operation and stays`;
    }
    return (await removeAddon(context, addon)) ? `Removed ${addon}` : `${addon} is not installed`;
  },
};

/** DEGRADED is what coredns says while it finds no nodes: SDK waiters take that for a failure (eks-and-iam §1.2). */
export const waitForAddon: StepRunner<'wait-for-addon'> = {
  async apply({ addon }, context) {
    const { env, cluster, note } = context;
    await note(`Waiting for ${addon}`);
    const patience = env.now().getTime() + env.timing.agentReady;
    const end = await waitLong(context, async () => {
      const seen = await env.eks.describeAddon(cluster.ref, addon);
      if (seen === undefined) return { status: 'gone', issues: ['it is not installed any more'] };
      const issues = seen.issues.map(({ code, message }) => `${code}: ${message}`);
      const inTime = env.now().getTime() < patience;
      const mayPass =
        seen.status === 'CREATING' || seen.status === 'UPDATING' || (seen.status === 'DEGRADED' && inTime);
      return mayPass ? undefined : { status: seen.status, issues };
    });
    if (end?.status === 'ACTIVE') return { did: false, message: `${addon} is active` };
    const issues = end === undefined || end.issues.length === 0 ? [`it is ${end?.status ?? 'not ready'}`] : end.issues;
    throw new PodpassError('addon-failed', { cluster: cluster.ref.name, addon, issues });
  },
};

export const deleteAddon: StepRunner<'delete-addon'> = {
  lock: ({ addon }, cluster) => `addon:${cluster.ref.arn}:${addon}`,

  async apply({ addon }, context) {
    const did = await removeAddon(context, addon);
    return { did, message: did ? `Removed ${addon}` : `${addon} is not installed` };
  },
};

async function removeAddon(context: StepContext, addon: string): Promise<boolean> {
  const { env, cluster } = context;
  if ((await ifClusterLives(context, (ref) => env.eks.describeAddon(ref, addon))) === undefined) return false;
  await env.eks.deleteAddon(cluster.ref, addon);
  const end = await waitLong(context, async () => {
    const seen = await env.eks.describeAddon(cluster.ref, addon);
    if (seen === undefined) return { gone: true, issues: [] };
    const issues = seen.issues.map(({ code, message }) => `${code}: ${message}`);
    return seen.status === 'DELETE_FAILED' ? { gone: false, issues } : undefined;
  });
  if (end?.gone) return true;
  const issues = end === undefined ? ['it does not go'] : ['it could not be deleted', ...end.issues];
  throw new PodpassError('addon-failed', { cluster: cluster.ref.name, addon, issues });
}
