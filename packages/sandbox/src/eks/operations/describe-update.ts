import type { DescribeUpdateRequest, DescribeUpdateResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { resourceNotFound } from '../errors.ts';
import { findCluster } from '../find-cluster.ts';
import { checkSubject, concerns } from '../updates/update-subject.ts';
import { updateView } from '../views/update-view.ts';

/** An add-on's update is found only when the request names the add-on as well. */
export function describeUpdate(input: DescribeUpdateRequest, call: CallContext): DescribeUpdateResponse {
  const cluster = findCluster(call, input.name);
  checkSubject(cluster, input);
  const update = own(cluster.updates, input.updateId ?? '');
  if (update === undefined || !concerns(update, input)) {
    throw resourceNotFound(`No update found for ID: ${input.updateId}`, { clusterName: cluster.name });
  }
  return { update: updateView(update) };
}
