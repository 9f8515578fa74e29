import type { AccessEntryState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { invalidRequest, resourceNotFound } from '../errors.ts';
import { findCluster, findOperableCluster } from '../find-cluster.ts';

/** A cluster that has access entries at all: those of CONFIG_MAP mode know only the aws-auth config map. */
export function findEntryCluster(call: CallContext, name: string | undefined, use: 'read' | 'change'): ClusterState {
  const cluster = use === 'read' ? findCluster(call, name) : findOperableCluster(call, name);
  if (cluster.authenticationMode === 'CONFIG_MAP') {
    const message =
      "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.";
    throw invalidRequest(message, { clusterName: cluster.name });
  }
  return cluster;
}

/** @throws AwsError ResourceNotFoundException */
export function findAccessEntry(cluster: ClusterState, principalArn: string | undefined): AccessEntryState {
  const entry = own(cluster.accessEntries, principalArn ?? '');
  if (entry === undefined) {
    const message = `The specified principalArn could not be found. You can view your available access entries with 'ListAccessEntries'.`;
    throw resourceNotFound(message, { clusterName: cluster.name });
  }
  return entry;
}
