import type { Logging, UpdateClusterConfigRequest, UpdateClusterConfigResponse } from '@aws-sdk/client-eks';
import type { ClusterState, UpdateState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { endpointChange } from '../clusters/endpoint-change.ts';
import { invalidParameter, invalidRequest, resourceInUse } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';
import { addUpdate } from '../updates/add-update.ts';
import { updateView } from '../views/update-view.ts';

/** Authentication modes only move to the right. */
const MODES = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'] as const;

interface ClusterChange {
  type: string;
  params: UpdateState['params'];
  apply: () => void;
}

/** Changes the authentication mode, the logging, the endpoint or the deletion protection, one of them in a call. */
export function updateClusterConfig(input: UpdateClusterConfigRequest, call: CallContext): UpdateClusterConfigResponse {
  const cluster = findOperableCluster(call, input.name);
  const before = own(cluster.updates, madeBefore(call, input) ?? '');
  if (before !== undefined) {
    return { update: updateView(before) };
  }
  if (cluster.status === 'UPDATING') {
    throw resourceInUse(`Cluster ${cluster.name} is being updated already`, { clusterName: cluster.name });
  }
  const { type, params, apply } = changeOf(input, cluster);
  apply();
  const takes = call.world.state.settings.transitions.cluster;
  const update = addUpdate(call, cluster, { type, params, takes });
  if (takes > 0) {
    cluster.status = 'UPDATING';
  }
  call.world.clusterChanged(cluster.arn);
  remember(call, input, update.id);
  return { update: updateView(update) };
}

function changeOf(input: UpdateClusterConfigRequest, cluster: ClusterState): ClusterChange {
  const { name, clientRequestToken: _, ...asked } = input;
  const kinds = Object.keys(asked);
  if (kinds.length !== 1) {
    throw invalidParameter('Exactly one kind of change can be made in a request.', { clusterName: name ?? '' });
  }
  if (input.accessConfig !== undefined) {
    return modeChange(cluster, input.accessConfig.authenticationMode);
  }
  if (input.logging !== undefined) {
    return loggingChange(cluster, input.logging);
  }
  if (input.deletionProtection !== undefined) {
    const { deletionProtection } = input;
    return {
      type: 'DeletionProtectionUpdate',
      params: [{ type: 'DeletionProtection', value: String(deletionProtection) }],
      apply: () => {
        cluster.deletionProtection = deletionProtection;
      },
    };
  }
  if (input.resourcesVpcConfig !== undefined) {
    return endpointChange(cluster, input.resourcesVpcConfig);
  }
  throw invalidRequest(`The sandbox does not change ${kinds.join()} of a cluster.`, { clusterName: cluster.name });
}

function modeChange(cluster: ClusterState, asked: string | undefined): ClusterChange {
  const members = { clusterName: cluster.name };
  const mode = MODES.find((candidate) => candidate === asked);
  if (mode === undefined) {
    throw invalidParameter('accessConfig.authenticationMode is required.', members);
  }
  if (mode === cluster.authenticationMode) {
    throw invalidRequest(`The cluster's authentication mode is already ${mode}.`, members);
  }
  if (MODES.indexOf(mode) < MODES.indexOf(cluster.authenticationMode)) {
    const message = `Unsupported authentication mode update from ${cluster.authenticationMode} to ${mode}`;
    throw invalidParameter(message, members);
  }
  return {
    type: 'AccessConfigUpdate',
    params: [{ type: 'AuthenticationMode', value: mode }],
    apply: () => {
      cluster.authenticationMode = mode;
    },
  };
}

function loggingChange(cluster: ClusterState, { clusterLogging = [] }: Logging): ClusterChange {
  const enabled = new Set(cluster.logging);
  for (const { types = [], enabled: on = false } of clusterLogging) {
    for (const type of types) {
      if (on) {
        enabled.add(type);
      } else {
        enabled.delete(type);
      }
    }
  }
  if (enabled.size === cluster.logging.length && cluster.logging.every((type) => enabled.has(type))) {
    const message = 'No changes needed for the logging config provided';
    throw invalidParameter(message, { clusterName: cluster.name });
  }
  return {
    type: 'LoggingUpdate',
    params: [{ type: 'ClusterLogging', value: JSON.stringify({ clusterLogging }) }],
    apply: () => {
      cluster.logging = [...enabled];
    },
  };
}
