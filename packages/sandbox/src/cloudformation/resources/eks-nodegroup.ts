import type { CreateNodegroupRequest, UpdateNodegroupConfigRequest } from '@aws-sdk/client-eks';
import { createNodegroup } from '../../eks/operations/create-nodegroup.ts';
import { deleteNodegroup } from '../../eks/operations/delete-nodegroup.ts';
import { updateNodegroupConfig } from '../../eks/operations/update-nodegroup-config.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import type { JsonObject } from '../template/template.ts';
import { apiInput, clusterOf, eksArn, issuesText, tagsInput } from './eks-input.ts';
import { perform, permitted } from './permitted.ts';
import { flag, generatedName, object, optionalText, tagMapOf, text } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** A managed node group. The stack goes on once it is active. */
export const eksNodegroup: ResourceType = {
  required: ['ClusterName', 'NodeRole', 'Subnets'],
  optional: [
    ...['AmiType', 'CapacityType', 'DiskSize', 'ForceUpdateEnabled', 'InstanceTypes', 'Labels', 'LaunchTemplate'],
    ...['NodegroupName', 'NodeRepairConfig', 'ReleaseVersion', 'RemoteAccess', 'ScalingConfig', 'Tags', 'Taints'],
    ...['UpdateConfig', 'Version'],
  ],
  attributes: ['Arn', 'ClusterName', 'Id', 'NodegroupName'],
  replacing: [
    ...['AmiType', 'CapacityType', 'ClusterName', 'DiskSize', 'InstanceTypes', 'NodegroupName', 'NodeRole'],
    ...['RemoteAccess', 'Subnets'],
  ],
  create(request) {
    const { properties } = request;
    const cluster = text(properties, 'ClusterName');
    const name = optionalText(properties, 'NodegroupName') ?? generatedName(request, 63);
    const { ForceUpdateEnabled: _, NodeRepairConfig: __, Tags: ___, ...rest } = properties;
    refuseRepair(properties);
    const input = { ...apiInput(rest), nodegroupName: name, ...tagsInput(tagMapOf(request)) };
    const call = permitted(request, 'CreateNodegroup', eksArn(request, `cluster/${cluster}`));
    const { nodegroup } = perform(createNodegroup, input as unknown as CreateNodegroupRequest, call);
    const id = `${cluster}/${name}`;
    const attributes = { Arn: nodegroup?.nodegroupArn ?? '', ClusterName: cluster, Id: id, NodegroupName: name };
    return { physicalId: id, attributes };
  },
  update(request, { physicalId, properties: before }) {
    const { properties } = request;
    const nodegroup = nodegroupOf(request, physicalId);
    const call = permitted(request, 'UpdateNodegroupConfig', nodegroup?.arn ?? '*');
    refuseOtherChanges(before, properties);
    const changes = configChanges(before, properties);
    if (Object.keys(changes).length > 0) {
      const [clusterName, nodegroupName] = physicalId.split('/');
      const input = { ...changes, clusterName, nodegroupName };
      perform(updateNodegroupConfig, input as unknown as UpdateNodegroupConfigRequest, call);
    }
    if (nodegroup !== undefined) nodegroup.tags = tagMapOf(request);
    return { physicalId };
  },
  remove(request, { physicalId }) {
    removeOnceSettled(request, physicalId);
  },
  progress(request, { physicalId }) {
    const nodegroup = nodegroupOf(request, physicalId);
    if (nodegroup?.status === 'CREATING' || nodegroup?.status === 'UPDATING') return { state: 'waiting' };
    if (nodegroup?.status === 'ACTIVE') return { state: 'done', physicalId };
    return { state: 'failed', reason: issuesText('Nodegroup', nodegroup?.status ?? 'gone', nodegroup?.issues) };
  },
  gone(request, { physicalId }) {
    removeOnceSettled(request, physicalId);
    return nodegroupOf(request, physicalId) === undefined;
  },
};

/** EKS deletes no node group that is being made or changed: the stack waits for that to end. */
function removeOnceSettled(request: ResourceRequest, physicalId: string): void {
  const nodegroup = nodegroupOf(request, physicalId);
  if (nodegroup === undefined || ['CREATING', 'DELETING', 'UPDATING'].includes(nodegroup.status)) return;
  const [clusterName, nodegroupName] = physicalId.split('/');
  perform(deleteNodegroup, { clusterName, nodegroupName }, permitted(request, 'DeleteNodegroup', nodegroup.arn));
}

/** The physical id is `CLUSTER/NODEGROUP`. */
function nodegroupOf(request: ResourceRequest, physicalId: string) {
  const [cluster = '', name = ''] = physicalId.split('/');
  return own(clusterOf(request, cluster)?.nodegroups, name);
}

function configChanges(before: JsonObject, after: JsonObject): JsonObject {
  const differs = (name: string) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const labels = object(after, 'Labels') ?? {};
  const gone = Object.keys(object(before, 'Labels') ?? {}).filter((key) => !Object.hasOwn(labels, key));
  return {
    ...(differs('ScalingConfig') && { scalingConfig: apiInput(object(after, 'ScalingConfig') ?? {}) }),
    ...(differs('UpdateConfig') && { updateConfig: apiInput(object(after, 'UpdateConfig') ?? {}) }),
    ...(differs('Labels') && { labels: { addOrUpdateLabels: labels, removeLabels: gone } }),
  };
}

/** What the sandbox cannot change about a node group that is there. */
function refuseOtherChanges(before: JsonObject, after: JsonObject): void {
  refuseRepair(after);
  const fixed = ['LaunchTemplate', 'ReleaseVersion', 'Taints', 'Version'];
  const changed = fixed.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length > 0) {
    throw validationError(`The sandbox does not change ${changed.join(', ')} of a node group through its stack.`);
  }
}

/** Templates of eksctl may name it to turn it off. */
function refuseRepair(properties: JsonObject): void {
  if (flag(object(properties, 'NodeRepairConfig') ?? {}, 'Enabled')) {
    throw validationError('The sandbox does not repair nodes: NodeRepairConfig cannot be enabled.');
  }
}
