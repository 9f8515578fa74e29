import type { ListClustersRequest, ListClustersResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { regionOf } from '../find-cluster.ts';
import { page } from '../pages.ts';

/** `include` asks for connected clusters as well; the sandbox has none. */
export function listClusters(input: ListClustersRequest, call: CallContext): ListClustersResponse {
  const names = Object.keys(regionOf(call).clusters);
  const { items, ...rest } = page(names, (name) => name, ['clusters'], input);
  return { clusters: items, ...rest };
}
