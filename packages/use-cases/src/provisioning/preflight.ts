import type { Finding, Permission, Plan } from '@podpass/inventory';
import { hasCode } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { merged, neededPermissions } from './needed-permissions.ts';
import { principalOf } from './principal.ts';

/** What IAM would deny of exactly the calls that this plan makes, as a finding with what is missing as a policy. */
export async function findMissingPermissions(env: Environment, plan: Plan): Promise<Finding[]> {
  const needed = neededPermissions(plan);
  if (needed.length === 0) return [];
  try {
    const principal = principalOf(await env.iam.callerIdentity());
    const denied = merged((await Promise.all(needed.map((each) => env.making.denied(principal, each)))).flat());
    if (denied.length === 0) return [];
    const actions = [...new Set(denied.flatMap((each) => each.actions))].sort();
    const [are, number] = actions.length === 1 ? ['is', 'one action'] : ['are', `${actions.length} actions`];
    return [
      {
        code: 'permissions-missing',
        severity: 'blocked',
        subject: plan.cluster.name,
        message: `There ${are} ${number} that this needs and that the console's AWS identity may not do: ${actions.join(', ')}.`,
        remedy: 'Give that identity the policy that goes with this.',
        document: { title: 'Policy with what is missing', text: JSON.stringify(policyOf(denied), null, 2) },
      },
    ];
  } catch (error) {
    if (!hasCode(error, 'aws-access-denied', 'aws-not-found', 'aws-invalid-request')) throw error;
    return [
      {
        code: 'permissions-unknown',
        severity: 'warning',
        subject: plan.cluster.name,
        message: 'Whether the permissions suffice cannot be known beforehand: IAM does not simulate this identity.',
        remedy: 'Allow iam:SimulatePrincipalPolicy to have it checked.',
      },
    ];
  }
}

function policyOf(permissions: Permission[]) {
  return {
    Version: '2012-10-17',
    Statement: permissions.map(({ actions, resources, passedTo }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(passedTo === undefined ? {} : { Condition: { StringEquals: { 'iam:PassedToService': passedTo } } }),
    })),
  };
}
