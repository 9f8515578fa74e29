import type { ListUpdatesRequest, ListUpdatesResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';
import { page } from '../pages.ts';
import { checkSubject, concerns } from '../updates/update-subject.ts';

export function listUpdates(input: ListUpdatesRequest, call: CallContext): ListUpdatesResponse {
  const cluster = findCluster(call, input.name);
  checkSubject(cluster, input);
  const ids = Object.values(cluster.updates)
    .filter((update) => concerns(update, input))
    .map(({ id }) => id);
  const scope = ['updates', cluster.name, input.nodegroupName, input.addonName];
  const { items, ...rest } = page(ids, (id) => id, scope, input);
  return { updateIds: items, ...rest };
}
