import { hasCode, type NodeGroupHealth, PodpassError } from '@podpass/inventory';
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
import { hasOwnRole } from '../plan-node-groups.ts';
import { launchTemplateVersion } from '../stack-template.ts';
import { stackOutput, subnetsOf } from './stack.ts';
import { waitLong, wasTaken } from './waiting.ts';

export const createNodeGroup: StepRunner<'create-node-group'> = {
  lock: ({ nodeGroup }, cluster) => `node-group:${cluster.ref.arn}:${nodeGroup}`,

  async apply({ kind: _kind, placement, launchTemplate, ...request }, context) {
    const { env, cluster, operationId } = context;
    const { nodeGroup } = request;
    const present = await env.making.describeNodeGroup(cluster.ref, nodeGroup);
    if (present?.status === 'CREATE_FAILED' && isOfCluster(present.tags, request.tags))
      await removeNodeGroup(context, nodeGroup);
    else if (present !== undefined) return adopt(present, nodeGroup, context);
    const subnetIds = await subnetsOf(placement, context);
    const template =
      launchTemplate === undefined || 'id' in launchTemplate
        ? launchTemplate
        : await launchTemplateOfStack(context, launchTemplate);
    const clientToken = present === undefined ? clientTokenOf(context) : freshTokenOf(context);
    const tags = { ...request.tags, [operationTag]: operationId };
    try {
      await untilRoleIsSeen(context, true, () =>
        env.making.createNodeGroup(cluster.ref, { ...request, subnetIds, launchTemplate: template, tags, clientToken }),
      );
    } catch (error) {
      // An earlier try may have gone through although its answer was lost; or somebody else was faster.
      const made = hasCode(error, 'aws-conflict') && (await env.making.describeNodeGroup(cluster.ref, nodeGroup));
      if (!made) throw error;
      return adopt(made, nodeGroup, context);
    }
    return { did: true, message: `EKS is making node group ${nodeGroup}` };
  },

  async undo(action, context) {
    const { nodeGroup, nodeRoleArn } = action;
    const { env, cluster } = context;
    const present = await ifClusterLives(context, (ref) => env.making.describeNodeGroup(ref, nodeGroup));
    if (present !== undefined && !isMadeHere(present.tags, context)) {
      return `Node group ${nodeGroup} was not made by this operation and stays`;
    }
    const removed = await removeNodeGroup(context, nodeGroup);
    // EKS lets the group's role in by itself, and leaves that: a later role of this name would be let in, too.
    if (hasOwnRole(action, cluster.ref)) {
      await ifClusterLives(context, (ref) => env.making.deleteAccessEntry(ref, nodeRoleArn));
    }
    return removed ? `Deleted node group ${nodeGroup}` : `There is no node group ${nodeGroup}`;
  },
};

export const waitForNodeGroup: StepRunner<'wait-for-node-group'> = {
  async apply({ nodeGroup }, context) {
    const { env, cluster, note } = context;
    await note(`Waiting for node group ${nodeGroup}`);
    const end = await waitLong(context, async () => {
      const seen = await env.making.describeNodeGroup(cluster.ref, nodeGroup);
      if (seen === undefined) return { status: 'gone', issues: [] };
      return seen.status === 'CREATING' || seen.status === 'UPDATING' ? undefined : seen;
    });
    if (end?.status === 'ACTIVE') return { did: false, message: `Node group ${nodeGroup} is active` };
    const issues = end === undefined || end.issues.length === 0 ? [`it is ${end?.status ?? 'not ready'}`] : end.issues;
    throw new PodpassError('node-group-failed', { cluster: cluster.ref.name, nodeGroup, issues });
  },
};

export const deleteNodeGroup: StepRunner<'delete-node-group'> = {
  lock: ({ nodeGroup }, cluster) => `node-group:${cluster.ref.arn}:${nodeGroup}`,

  async apply({ nodeGroup }, context) {
    const did = await removeNodeGroup(context, nodeGroup);
    return { did, message: did ? `Deleted node group ${nodeGroup}` : `There is no node group ${nodeGroup}` };
  },
};

async function launchTemplateOfStack(
  { env, cluster }: StepContext,
  { stackName, output }: { stackName: string; output: string },
): Promise<{ id: string; version?: string }> {
  const id = await stackOutput(env, cluster.ref.region, stackName, output);
  // A stack that an older release has made does not tell its version, and has but one.
  const stack = await env.making.describeStack(cluster.ref.region, stackName);
  const version = stack?.outputs[launchTemplateVersion(output)];
  return { id, ...(version !== undefined && { version }) };
}

function adopt({ status, tags }: NodeGroupHealth, nodeGroup: string, context: StepContext) {
  return { did: isMadeHere(tags, context), message: `Node group ${nodeGroup} is there (${status})` };
}

async function removeNodeGroup(context: StepContext, nodeGroup: string): Promise<boolean> {
  const { env, cluster } = context;
  const present = await ifClusterLives(context, (ref) => env.making.describeNodeGroup(ref, nodeGroup));
  if (present === undefined) return false;
  let asked = false;
  const end = await waitLong(context, async () => {
    const seen = await env.making.describeNodeGroup(cluster.ref, nodeGroup);
    if (seen === undefined) return { gone: true, issues: [] };
    // One that failed to go in an earlier attempt is asked to go once more: its cause may be gone.
    if (seen.status === 'DELETE_FAILED' && asked) return { gone: false, issues: seen.issues };
    if (seen.status !== 'DELETING') asked = await wasTaken(env.making.deleteNodeGroup(cluster.ref, nodeGroup));
    return undefined;
  });
  if (end?.gone) return true;
  const issues = end === undefined ? ['it does not go'] : ['it could not be deleted', ...end.issues];
  throw new PodpassError('node-group-failed', { cluster: cluster.ref.name, nodeGroup, issues });
}
