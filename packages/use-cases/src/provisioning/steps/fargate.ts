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
import { subnetsOf } from './stack.ts';
import { waitLong, wasTaken } from './waiting.ts';

export const createFargateProfile: StepRunner<'create-fargate-profile'> = {
  lock: (_action, cluster) => `fargate:${cluster.ref.arn}`,

  async apply({ kind: _kind, placement, ...request }, context) {
    const { env, cluster, operationId, note } = context;
    const { profile } = request;
    let present = await env.making.describeFargateProfile(cluster.ref, profile);
    const failed = present?.status === 'CREATE_FAILED' && isOfCluster(present.tags, request.tags);
    if (failed) {
      await removeProfile(context, profile);
      present = undefined;
    }
    if (present === undefined) {
      const subnetIds = await subnetsOf(placement, context);
      const tags = { ...request.tags, [operationTag]: operationId };
      const clientToken = failed ? freshTokenOf(context) : clientTokenOf(context);
      await orAlreadyThere(context, profile, () =>
        untilRoleIsSeen(context, true, () =>
          env.making.createFargateProfile(cluster.ref, { ...request, subnetIds, tags, clientToken }),
        ),
      );
    }
    await note(`Waiting for Fargate profile ${profile}`);
    const end = await waitLong(context, async () => {
      const seen = await env.making.describeFargateProfile(cluster.ref, profile);
      return seen?.status === 'CREATING' ? undefined : (seen ?? { status: 'gone', issues: [], tags: {} });
    });
    if (end?.status === 'ACTIVE') {
      return { did: isMadeHere(end.tags, context), message: `Fargate profile ${profile} is active` };
    }
    const { status, issues } = end ?? { status: 'CREATING', issues: [] };
    throw new PodpassError('fargate-profile-failed', { cluster: cluster.ref.name, profile, status, issues });
  },

  async undo({ profile }, context) {
    const present = await ifClusterLives(context, (ref) => context.env.making.describeFargateProfile(ref, profile));
    if (present !== undefined && !isMadeHere(present.tags, context)) {
      return `Fargate profile ${profile} was not made by this operation and stays`;
    }
    return (await removeProfile(context, profile))
      ? `Deleted Fargate profile ${profile}`
      : `There is no Fargate profile ${profile}`;
  },
};

export const deleteFargateProfile: StepRunner<'delete-fargate-profile'> = {
  lock: (_action, cluster) => `fargate:${cluster.ref.arn}`,

  async apply({ profile }, context) {
    const did = await removeProfile(context, profile);
    return { did, message: did ? `Deleted Fargate profile ${profile}` : `There is no Fargate profile ${profile}` };
  },
};

async function removeProfile(context: StepContext, profile: string): Promise<boolean> {
  const { env, cluster } = context;
  const present = await ifClusterLives(context, (ref) => env.making.describeFargateProfile(ref, profile));
  if (present === undefined) return false;
  let asked = false;
  const end = await waitLong(context, async () => {
    const seen = await env.making.describeFargateProfile(cluster.ref, profile);
    if (seen === undefined) return { status: 'gone', issues: [] };
    // One that failed to go in an earlier attempt is asked to go once more: its cause may be gone.
    if (seen.status === 'DELETE_FAILED' && asked) return seen;
    if (seen.status !== 'DELETING') asked = await wasTaken(env.making.deleteFargateProfile(cluster.ref, profile));
    return undefined;
  });
  if (end?.status === 'gone') return true;
  const { status, issues } = end ?? { status: 'DELETING', issues: [] };
  throw new PodpassError('fargate-profile-failed', { cluster: cluster.ref.name, profile, status, issues });
}

/** An earlier try may have gone through although its answer was lost; and another profile may still be on its way. */
async function orAlreadyThere(context: StepContext, profile: string, create: () => Promise<void>): Promise<void> {
  const { env, cluster } = context;
  const made = await waitLong(context, async () => {
    try {
      await create();
      return true;
    } catch (error) {
      if (!hasCode(error, 'aws-conflict')) throw error;
      const seen = await env.making.describeFargateProfile(cluster.ref, profile);
      return seen === undefined ? undefined : true;
    }
  });
  if (!made)
    throw new PodpassError('fargate-profile-failed', { cluster: cluster.ref.name, profile, status: 'waiting' });
}
