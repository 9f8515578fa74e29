import type { UpdateNodegroupVersionRequest, UpdateNodegroupVersionResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { invalidParameter } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { launchTemplateOf } from '../nodegroups/check-machines.ts';
import { findSettledNodegroup } from '../nodegroups/find-nodegroup.ts';
import { releaseOf } from '../nodegroups/release.ts';
import { startNodegroupUpdate } from '../nodegroups/start-update.ts';
import { madeBefore, remember } from '../request-token.ts';
import { updateView } from '../views/update-view.ts';

/** To the cluster's version and newest image, or to another version of the launch template. Nodes keep their names. */
export function updateNodegroupVersion(
  input: UpdateNodegroupVersionRequest,
  call: CallContext,
): UpdateNodegroupVersionResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const before = own(cluster.updates, madeBefore(call, input) ?? '');
  if (before !== undefined) return { update: updateView(before) };
  const nodegroup = findSettledNodegroup(cluster, input.nodegroupName);
  const members = { clusterName: cluster.name, nodegroupName: nodegroup.name };
  const version = input.version ?? (input.launchTemplate === undefined ? cluster.version : nodegroup.version);
  const minor = (text: string) => Number(text.split('.')[1]);
  if (
    !/^1\.\d+$/.test(version) ||
    minor(version) > minor(cluster.version) ||
    minor(version) < minor(nodegroup.version)
  ) {
    const message = `Node group version ${version} is not between ${nodegroup.version} and the cluster's ${cluster.version}`;
    throw invalidParameter(message, members);
  }
  const template = launchTemplateOf(input.launchTemplate, call, members)?.reference;
  if (template !== undefined && template.id !== nodegroup.launchTemplate?.id) {
    throw invalidParameter('You cannot change the launch template of a node group, only its version', members);
  }
  nodegroup.version = version;
  nodegroup.releaseVersion = input.releaseVersion ?? releaseOf(version, nodegroup.amiType);
  if (template !== undefined) nodegroup.launchTemplate = template;
  const params = [
    { type: 'Version', value: version },
    { type: 'ReleaseVersion', value: nodegroup.releaseVersion },
  ];
  const update = startNodegroupUpdate(call, cluster, nodegroup, { type: 'VersionUpdate', params });
  remember(call, input, update.id);
  return { update: updateView(update) };
}
