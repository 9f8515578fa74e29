import type { DescribeAddonRequest, DescribeAddonResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findAddon } from '../addons/find-addon.ts';
import { findCluster } from '../find-cluster.ts';
import { addonView } from '../views/addon-view.ts';

export function describeAddon(input: DescribeAddonRequest, call: CallContext): DescribeAddonResponse {
  const cluster = findCluster(call, input.clusterName);
  return { addon: addonView(cluster, findAddon(cluster, input.addonName)) };
}
