import type { ListAddonsRequest, ListAddonsResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';
import { page } from '../pages.ts';

export function listAddons(input: ListAddonsRequest, call: CallContext): ListAddonsResponse {
  const cluster = findCluster(call, input.clusterName);
  const names = Object.keys(cluster.addons);
  const { items, ...rest } = page(names, (name) => name, ['addons', cluster.name], input);
  return { addons: items, ...rest };
}
