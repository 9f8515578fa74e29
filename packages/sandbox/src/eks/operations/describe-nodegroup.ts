import type { DescribeNodegroupRequest, DescribeNodegroupResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { resourceNotFound } from '../errors.ts';
import { findCluster } from '../find-cluster.ts';
import { nodegroupView } from '../views/nodegroup-view.ts';

export function describeNodegroup(input: DescribeNodegroupRequest, call: CallContext): DescribeNodegroupResponse {
  const cluster = findCluster(call, input.clusterName);
  const { nodegroupName = '' } = input;
  const nodegroup = own(cluster.nodegroups, nodegroupName);
  if (nodegroup === undefined) {
    const members = { clusterName: cluster.name, nodegroupName };
    throw resourceNotFound(`No node group found for name: ${nodegroupName}.`, members);
  }
  return { nodegroup: nodegroupView(cluster, nodegroup) };
}
