import type { Permission, Plan, StepKind } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { ifAllowed } from './if-allowed.ts';

/**
 * EKS makes its own roles in an account with its caller's permissions, when the first cluster, node group or Fargate
 * profile needs them: what that takes of those which the account lacks. One that may not be looked for is taken to be there.
 */
export async function permissionsForMissingServiceRoles(
  { iam }: Pick<Environment, 'iam'>,
  { cluster, steps }: Pick<Plan, 'cluster' | 'steps'>,
): Promise<Permission[]> {
  const kinds = new Set(steps.map(({ action }) => action.kind));
  const wanted = serviceRoles.filter(({ neededBy }) => kinds.has(neededBy));
  const asked = wanted.map(async ({ name, service }) => {
    const missing = await ifAllowed(iam.getRole(name).then((role) => role === undefined));
    return missing === true ? [creating(name, service, cluster)] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** The rest (Auto Scaling, Spot, load balancers) is made by these and by the cluster's role, not by the caller. */
const serviceRoles: readonly { neededBy: StepKind; name: string; service: string }[] = [
  { neededBy: 'create-cluster', name: 'AWSServiceRoleForAmazonEKS', service: 'eks.amazonaws.com' },
  {
    neededBy: 'create-node-group',
    name: 'AWSServiceRoleForAmazonEKSNodegroup',
    service: 'eks-nodegroup.amazonaws.com',
  },
  {
    neededBy: 'create-fargate-profile',
    name: 'AWSServiceRoleForAmazonEKSForFargate',
    service: 'eks-fargate.amazonaws.com',
  },
];

function creating(name: string, service: string, { partition, account }: Plan['cluster']): Permission {
  return {
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [`arn:${partition}:iam::${account}:role/aws-service-role/${service}/${name}`],
    service: { key: 'iam:AWSServiceName', name: service },
  };
}
