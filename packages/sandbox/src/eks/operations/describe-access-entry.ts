import type { DescribeAccessEntryRequest, DescribeAccessEntryResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { accessEntryView } from '../access/access-entry-view.ts';
import { findAccessEntry, findEntryCluster } from '../access/find-access-entry.ts';

export function describeAccessEntry(input: DescribeAccessEntryRequest, call: CallContext): DescribeAccessEntryResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'read');
  return { accessEntry: accessEntryView(cluster, findAccessEntry(cluster, input.principalArn)) };
}
