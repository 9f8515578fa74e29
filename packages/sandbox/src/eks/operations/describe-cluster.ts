import type { DescribeClusterRequest, DescribeClusterResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';
import { clusterView } from '../views/cluster-view.ts';

export function describeCluster(input: DescribeClusterRequest, call: CallContext): DescribeClusterResponse {
  return { cluster: clusterView(call.world, findCluster(call, input.name)) };
}
