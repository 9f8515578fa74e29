import type { UpdateClusterVersionRequest, UpdateClusterVersionResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { KUBERNETES_VERSIONS } from '../catalogue/kubernetes-versions.ts';
import { invalidParameter, resourceInUse } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';
import { addUpdate } from '../updates/add-update.ts';
import { updateView } from '../views/update-view.ts';

/** One minor version up. The version changes with the answer, as all changes of the sandbox's clusters do. */
export function updateClusterVersion(
  input: UpdateClusterVersionRequest,
  call: CallContext,
): UpdateClusterVersionResponse {
  const cluster = findOperableCluster(call, input.name);
  const before = own(cluster.updates, madeBefore(call, input) ?? '');
  if (before !== undefined) return { update: updateView(before) };
  const members = { clusterName: cluster.name };
  if (cluster.status === 'UPDATING') {
    throw resourceInUse(`Cluster ${cluster.name} is being updated already`, members);
  }
  const next = `1.${Number(cluster.version.split('.')[1]) + 1}`;
  const offered = KUBERNETES_VERSIONS.find(({ version }) => version === next);
  if (input.version !== next || offered === undefined) {
    const message = `Unsupported Kubernetes minor version update from ${cluster.version} to ${input.version}`;
    throw invalidParameter(message, members);
  }
  cluster.version = next;
  cluster.platformVersion = offered.platformVersion;
  const takes = call.world.state.settings.transitions.cluster;
  const params = [
    { type: 'Version', value: next },
    { type: 'PlatformVersion', value: offered.platformVersion },
  ];
  const update = addUpdate(call, cluster, { type: 'VersionUpdate', params, takes });
  if (takes > 0) cluster.status = 'UPDATING';
  call.world.clusterChanged(cluster.arn);
  remember(call, input, update.id);
  return { update: updateView(update) };
}
