import type { DisassociateAccessPolicyRequest, DisassociateAccessPolicyResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findAccessEntry, findEntryCluster } from '../access/find-access-entry.ts';
import { resourceNotFound } from '../errors.ts';

export function disassociateAccessPolicy(
  input: DisassociateAccessPolicyRequest,
  call: CallContext,
): DisassociateAccessPolicyResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'change');
  const entry = findAccessEntry(cluster, input.principalArn);
  const rest = entry.policies.filter(({ policyArn }) => policyArn !== input.policyArn);
  if (rest.length === entry.policies.length) {
    const message = 'The specified policyArn is not associated with the access entry.';
    throw resourceNotFound(message, { clusterName: cluster.name });
  }
  entry.policies = rest;
  return {};
}
