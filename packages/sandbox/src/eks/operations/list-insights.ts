import type { ListInsightsRequest, ListInsightsResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';

/** The sandbox looks for no upgrade problems, so it has no insights. */
export function listInsights(input: ListInsightsRequest, call: CallContext): ListInsightsResponse {
  findCluster(call, input.clusterName);
  return { insights: [] };
}
