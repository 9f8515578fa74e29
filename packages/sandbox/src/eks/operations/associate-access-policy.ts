import type { AccessScope, AssociateAccessPolicyRequest, AssociateAccessPolicyResponse } from '@aws-sdk/client-eks';
import type { AccessEntryState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { associatedPolicyView } from '../access/access-entry-view.ts';
import { accessPolicies } from '../access/access-policies.ts';
import { isStandard } from '../access/entry-identity.ts';
import { findAccessEntry, findEntryCluster } from '../access/find-access-entry.ts';
import { invalidParameter, invalidRequest } from '../errors.ts';

type AssociatedPolicy = AccessEntryState['policies'][number];

/** Associating a policy again changes its scope. */
export function associateAccessPolicy(
  input: AssociateAccessPolicyRequest,
  call: CallContext,
): AssociateAccessPolicyResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'change');
  const entry = findAccessEntry(cluster, input.principalArn);
  const { policyArn = '' } = input;
  const { world } = call;
  if (!accessPolicies(world.state.partition).some(({ arn }) => arn === policyArn)) {
    throw invalidParameter(`The policyArn is not one of EKS's access policies: ${policyArn}`);
  }
  if (!isStandard(entry.type)) {
    throw invalidRequest(`Access policies cannot be associated with access entries of type ${entry.type}.`);
  }
  const scope = checkedScope(input.accessScope);
  const now = world.now();
  const before = entry.policies.find((policy) => policy.policyArn === policyArn);
  const policy: AssociatedPolicy = { policyArn, scope, associatedAt: before?.associatedAt ?? now, modifiedAt: now };
  entry.policies = [...entry.policies.filter((other) => other !== before), policy];
  return {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    associatedAccessPolicy: associatedPolicyView(policy),
  };
}

function checkedScope(scope: AccessScope | undefined): AssociatedPolicy['scope'] {
  const namespaces = scope?.namespaces ?? [];
  if (scope?.type === 'namespace' && namespaces.length === 0) {
    throw invalidParameter('accessScope.namespaces is required when accessScope.type is namespace.');
  }
  if (scope?.type !== 'namespace' && namespaces.length > 0) {
    throw invalidParameter('accessScope.namespaces must be empty when accessScope.type is cluster.');
  }
  return { type: scope?.type === 'namespace' ? 'namespace' : 'cluster', namespaces };
}
