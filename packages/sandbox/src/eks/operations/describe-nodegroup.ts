import type { DescribeNodegroupRequest, DescribeNodegroupResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';
import { findNodegroup } from '../nodegroups/find-nodegroup.ts';
import { nodegroupView } from '../views/nodegroup-view.ts';

export function describeNodegroup(input: DescribeNodegroupRequest, call: CallContext): DescribeNodegroupResponse {
  const cluster = findCluster(call, input.clusterName);
  return { nodegroup: nodegroupView(cluster, findNodegroup(cluster, input.nodegroupName)) };
}
