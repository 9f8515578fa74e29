import { createHash } from 'node:crypto';
import type { ManagedPolicyState } from '../../state/iam-state.ts';
import { accountPolicies } from './account-policies.ts';
import type { ManagedPolicyDefinition, ManagedStatement } from './definition.ts';
import { eksPolicies } from './eks-policies.ts';
import { servicePolicies } from './service-policies.ts';
import { storageAndDataPolicies } from './storage-and-data-policies.ts';

/**
 * The managed policies of AWS that the sandbox knows, by ARN, for a new state.
 *
 * @param partition for example `aws`
 * @param at when they count as made, epoch milliseconds
 */
export function awsManagedPolicies(partition: string, at: number): Record<string, ManagedPolicyState> {
  const policies = [...eksPolicies, ...storageAndDataPolicies, ...accountPolicies, ...servicePolicies].map(
    (definition) => toState(definition, partition, at),
  );
  return Object.fromEntries(policies.map((policy) => [policy.arn, policy]));
}

function toState(definition: ManagedPolicyDefinition, partition: string, at: number): ManagedPolicyState {
  const { name, path = '/', description, statements } = definition;
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => toStatement(statement, partition)),
  });
  return {
    arn: `arn:${partition}:iam::aws:policy${path}${name}`,
    name,
    path,
    id: policyId(name),
    createdAt: at,
    updatedAt: at,
    description,
    defaultVersionId: 'v1',
    versions: { v1: { document, createdAt: at } },
    tags: {},
    awsManaged: true,
  };
}

function toStatement({ actions, resources = ['*'], conditions }: ManagedStatement, partition: string): object {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => resource.replace('PARTITION', partition)),
    ...(conditions ? { Condition: conditions } : {}),
  };
}

/** The same id for the same policy in every account, as with AWS. */
function policyId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').toUpperCase();
  return `ANPA${hex.slice(0, 17)}`;
}
