import type { UpdateNodegroupConfigRequest, UpdateNodegroupConfigResponse } from '@aws-sdk/client-eks';
import type { NodegroupState, UpdateState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { nodesChanged } from '../addons/nodes-changed.ts';
import { type ErrorMembers, invalidParameter, invalidRequest } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { checkLabels, scalingOf, taintsOf, updatingOf } from '../nodegroups/check-scaling.ts';
import { findSettledNodegroup } from '../nodegroups/find-nodegroup.ts';
import { startNodegroupUpdate } from '../nodegroups/start-update.ts';
import { madeBefore, remember } from '../request-token.ts';
import { updateView } from '../views/update-view.ts';

type Changed = Pick<NodegroupState, 'scaling' | 'labels' | 'taints' | 'updating'>;

/** Changes sizes, labels, taints and how updates are rolled out; nodes follow at once. */
export function updateNodegroupConfig(
  input: UpdateNodegroupConfigRequest,
  call: CallContext,
): UpdateNodegroupConfigResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const before = own(cluster.updates, madeBefore(call, input) ?? '');
  if (before !== undefined) return { update: updateView(before) };
  const nodegroup = findSettledNodegroup(cluster, input.nodegroupName);
  const members = { clusterName: cluster.name, nodegroupName: nodegroup.name };
  const changed = changedBy(input, nodegroup, members);
  Object.assign(nodegroup, changed);
  nodesChanged(call.world, cluster);
  const update = startNodegroupUpdate(call, cluster, nodegroup, { type: 'ConfigUpdate', params: paramsOf(input) });
  remember(call, input, update.id);
  return { update: updateView(update) };
}

function changedBy(
  input: UpdateNodegroupConfigRequest,
  nodegroup: NodegroupState,
  members: ErrorMembers,
): Partial<Changed> {
  const { scalingConfig, labels, taints, updateConfig } = input;
  if (input.nodeRepairConfig !== undefined) {
    throw invalidRequest('The sandbox has no nodeRepairConfig of a node group.', members);
  }
  if (scalingConfig === undefined && labels === undefined && taints === undefined && updateConfig === undefined) {
    throw invalidParameter('No changes needed for the node group provided', members);
  }
  return {
    ...(scalingConfig && { scaling: scalingOf(scalingConfig, nodegroup.scaling, members) }),
    ...(labels && { labels: changedLabels(labels, nodegroup, members) }),
    ...(taints && { taints: changedTaints(taints, nodegroup, members) }),
    ...(updateConfig && { updating: updatingOf(updateConfig, members) }),
  };
}

function changedLabels(
  { addOrUpdateLabels = {}, removeLabels = [] }: NonNullable<UpdateNodegroupConfigRequest['labels']>,
  nodegroup: NodegroupState,
  members: ErrorMembers,
): Record<string, string> {
  checkLabels(addOrUpdateLabels, members);
  const all = { ...nodegroup.labels, ...addOrUpdateLabels };
  return Object.fromEntries(Object.entries(all).filter(([key]) => !removeLabels.includes(key)));
}

/** A taint is known by its key and its effect. */
function changedTaints(
  { addOrUpdateTaints = [], removeTaints = [] }: NonNullable<UpdateNodegroupConfigRequest['taints']>,
  nodegroup: NodegroupState,
  members: ErrorMembers,
): NodegroupState['taints'] {
  const added = taintsOf(addOrUpdateTaints, members);
  const named = [...added, ...removeTaints];
  const kept = nodegroup.taints.filter(
    ({ key, effect }) => !named.some((other) => other.key === key && other.effect === effect),
  );
  return [...kept, ...added];
}

function paramsOf(input: UpdateNodegroupConfigRequest): UpdateState['params'] {
  const { minSize, maxSize, desiredSize } = input.scalingConfig ?? {};
  return [
    { type: 'MinSize', value: minSize },
    { type: 'MaxSize', value: maxSize },
    { type: 'DesiredSize', value: desiredSize },
    { type: 'LabelsToAdd', value: input.labels?.addOrUpdateLabels },
    { type: 'LabelsToRemove', value: input.labels?.removeLabels },
    { type: 'TaintsToAdd', value: input.taints?.addOrUpdateTaints },
    { type: 'TaintsToRemove', value: input.taints?.removeTaints },
    { type: 'MaxUnavailable', value: input.updateConfig?.maxUnavailable },
    { type: 'MaxUnavailablePercentage', value: input.updateConfig?.maxUnavailablePercentage },
  ].flatMap(({ type, value }) => (value === undefined ? [] : [{ type, value: JSON.stringify(value) }]));
}
