import type { ClusterRef, Permission, Plan, StepAction } from '@podpass/inventory';
import { allow, passing } from './permission.ts';
import { hasOwnRole } from './plan-node-groups.ts';
import { stackPermissions } from './stack-permissions.ts';

/**
 * What IAM has to allow so that the calls of a plan go through, on the ARNs that they will have; `*` stands for the last
 * part of an ARN that EKS makes up. The calls of the stack are made with the same credentials. Pure.
 */
export function neededPermissions({ cluster, steps }: Pick<Plan, 'cluster' | 'steps'>): Permission[] {
  return merged(steps.flatMap(({ action }) => ofAction(action, cluster)));
}

/** The same for taking back what the plan makes. */
export function permissionsToUndo({ cluster, steps }: Pick<Plan, 'cluster' | 'steps'>): Permission[] {
  const inverse = steps.flatMap(({ action }) => inverseOf(action));
  return merged([
    ...inverse.flatMap((action) => ofAction(action, cluster)),
    ...steps.flatMap(({ action }) => ofParts(action, cluster)),
  ]);
}

/** The same in as few statements as say it: the resources of the same actions together. Sorted. */
export function merged(permissions: Permission[]): Permission[] {
  const byResource = grouped(
    permissions.flatMap(({ resources, ...rest }) => resources.map((resource) => ({ ...rest, resources: [resource] }))),
    ({ resources, service }) => JSON.stringify([resources, service]),
    (same) => ({ ...same[0], actions: sorted(same.flatMap(({ actions }) => actions)) }),
  );
  return grouped(
    byResource,
    ({ actions, service }) => JSON.stringify([actions, service]),
    (same) => ({ ...same[0], resources: sorted(same.flatMap(({ resources }) => resources)) }),
  );
}

function grouped(
  items: Permission[],
  keyOf: (item: Permission) => string,
  merge: (same: [Permission, ...Permission[]]) => Permission,
): Permission[] {
  const groups = new Map<string, [Permission, ...Permission[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()].map(merge);
}

function sorted(values: string[]): string[] {
  return [...new Set(values)].sort();
}

function ofAction(action: StepAction, cluster: ClusterRef): Permission[] {
  const { arn, name, partition, account, region } = cluster;
  const part = (kind: string, rest: string) => `arn:${partition}:eks:${region}:${account}:${kind}/${name}/${rest}`;
  const eks = (resource: string, ...actions: string[]) => allow(resource, 'eks', ...actions);
  switch (action.kind) {
    case 'create-cluster':
      return [
        eks(arn, 'CreateCluster', 'DescribeCluster', 'TagResource'),
        passing(action.roleArn, 'eks.amazonaws.com'),
        ...(action.autoMode?.nodeRoleArn === undefined
          ? []
          : [passing(action.autoMode.nodeRoleArn, 'eks.amazonaws.com')]),
        ...(action.encryptionKeyArn === undefined
          ? []
          : [allow(action.encryptionKeyArn, 'kms', 'DescribeKey', 'CreateGrant')]),
      ];
    case 'protect-cluster':
    case 'unprotect-cluster':
      return [eks(arn, 'UpdateClusterConfig', 'DescribeCluster')];
    case 'wait-for-cluster':
      return [eks(arn, 'DescribeCluster')];
    case 'create-addon':
      return [
        eks(arn, 'CreateAddon', ...(action.podIdentity.length > 0 ? ['CreatePodIdentityAssociation'] : [])),
        eks(part('addon', `${action.addon}/*`), 'DescribeAddon', 'TagResource'),
        ...action.podIdentity.map(({ roleArn }) => passing(roleArn, 'pods.eks.amazonaws.com')),
        ...(action.serviceAccountRoleArn === undefined
          ? []
          : [passing(action.serviceAccountRoleArn, 'eks.amazonaws.com')]),
      ];
    case 'wait-for-addon':
      return [eks(part('addon', `${action.addon}/*`), 'DescribeAddon')];
    case 'create-node-group':
      return [
        eks(arn, 'CreateNodegroup'),
        eks(part('nodegroup', `${action.nodeGroup}/*`), 'DescribeNodegroup', 'TagResource'),
        passing(action.nodeRoleArn, 'ec2.amazonaws.com'),
        // EKS tries a launch template out with its caller's permissions.
        ...(action.launchTemplate === undefined ? [] : [allow('*', 'ec2', 'RunInstances', 'CreateTags')]),
      ];
    case 'wait-for-node-group':
      return [eks(part('nodegroup', `${action.nodeGroup}/*`), 'DescribeNodegroup')];
    case 'create-fargate-profile':
      return [
        eks(arn, 'CreateFargateProfile'),
        eks(part('fargateprofile', `${action.profile}/*`), 'DescribeFargateProfile', 'TagResource'),
        passing(action.podExecutionRoleArn, 'eks-fargate-pods.amazonaws.com'),
      ];
    case 'create-access-entry':
      return [
        eks(arn, 'CreateAccessEntry'),
        eks(
          part('access-entry', '*'),
          ...['DescribeAccessEntry', 'TagResource', ...(action.policies.length > 0 ? ['AssociateAccessPolicy'] : [])],
        ),
      ];
    case 'create-association':
      return [
        eks(arn, 'CreatePodIdentityAssociation', 'ListPodIdentityAssociations'),
        eks(part('podidentityassociation', '*'), 'DescribePodIdentityAssociation', 'TagResource'),
        passing(action.roleArn, 'pods.eks.amazonaws.com'),
      ];
    case 'delete-node-group':
      return [eks(part('nodegroup', `${action.nodeGroup}/*`), 'DeleteNodegroup', 'DescribeNodegroup')];
    case 'delete-fargate-profile':
      return [eks(part('fargateprofile', `${action.profile}/*`), 'DeleteFargateProfile', 'DescribeFargateProfile')];
    case 'delete-addon':
      return [eks(part('addon', `${action.addon}/*`), 'DeleteAddon', 'DescribeAddon')];
    case 'delete-cluster':
      return [eks(arn, 'DeleteCluster', 'DescribeCluster')];
    default:
      return [...stackPermissions(action, cluster), ...ofIdentities(action, cluster)];
  }
}

/** What taking a step back does, as steps that do the same. */
function inverseOf(action: StepAction): StepAction[] {
  switch (action.kind) {
    case 'create-stack':
      if (action.before !== undefined) return [{ ...action, template: action.before, before: action.template }];
      return [{ ...action, kind: 'delete-stack' }];
    case 'create-cluster':
      return [{ kind: 'delete-cluster', name: action.name }];
    case 'protect-cluster':
      return [{ kind: 'unprotect-cluster', name: action.name }];
    case 'create-addon':
      return [{ kind: 'delete-addon', addon: action.addon }];
    case 'create-node-group':
      return [{ kind: 'delete-node-group', nodeGroup: action.nodeGroup }];
    case 'create-fargate-profile':
      return [{ kind: 'delete-fargate-profile', profile: action.profile }];
    case 'create-role':
    case 'create-irsa-role':
      return [{ kind: 'delete-role', name: action.name, path: action.path }];
    default:
      return [];
  }
}

/** Taking back what goes with the cluster when a whole cluster is deleted. */
function ofParts(action: StepAction, cluster: ClusterRef): Permission[] {
  const { partition, account, region, arn, name } = cluster;
  const part = (type: string) => `arn:${partition}:eks:${region}:${account}:${type}/${name}/*`;
  switch (action.kind) {
    case 'create-access-entry':
      return [allow(part('access-entry'), 'eks', 'DeleteAccessEntry')];
    case 'create-node-group':
      return hasOwnRole(action, cluster) ? [allow(part('access-entry'), 'eks', 'DeleteAccessEntry')] : [];
    case 'create-role':
      // A role that an association of somebody else uses stays.
      return [
        allow(arn, 'eks', 'ListPodIdentityAssociations'),
        allow(part('podidentityassociation'), 'eks', 'DescribePodIdentityAssociation'),
      ];
    case 'create-association':
      return [
        allow(arn, 'eks', 'ListPodIdentityAssociations'),
        allow(part('podidentityassociation'), 'eks', 'DescribePodIdentityAssociation', 'DeletePodIdentityAssociation'),
      ];
    case 'create-oidc-provider':
      return [
        allow(
          providerArn({ partition, account, region }),
          ...(['iam', 'DeleteOpenIDConnectProvider', 'GetOpenIDConnectProvider'] as const),
        ),
        allow(`arn:${partition}:iam::${account}:oidc-provider/*`, 'iam', 'ListOpenIDConnectProviders'),
      ];
    default:
      return [];
  }
}

/** Of the provider of a cluster that has no issuer yet. */
function providerArn({ partition, account, region }: Pick<ClusterRef, 'partition' | 'account' | 'region'>): string {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `arn:${partition}:iam::${account}:oidc-provider/oidc.eks.${region}.${suffix}/id/*`;
}

function ofIdentities(action: StepAction, { partition, account, region }: ClusterRef): Permission[] {
  const iam = (kind: string, name: string) => `arn:${partition}:iam::${account}:${kind}/${name}`;
  const role = (name: string, ...actions: string[]) => allow(iam('role', name), 'iam', ...actions);
  switch (action.kind) {
    case 'create-oidc-provider': {
      return [
        allow(
          providerArn({ partition, account, region }),
          'iam',
          'CreateOpenIDConnectProvider',
          'TagOpenIDConnectProvider',
        ),
        allow(iam('oidc-provider', '*'), 'iam', 'ListOpenIDConnectProviders'),
      ];
    }
    case 'create-role':
    case 'create-irsa-role':
      return [role(`${action.path.slice(1)}${action.name}`, 'CreateRole', 'TagRole', 'GetRole')];
    case 'put-inline-policy':
      return [role(action.roleName, 'PutRolePolicy', 'GetRolePolicy')];
    case 'attach-policy':
      return [role(action.roleName, 'AttachRolePolicy', 'ListAttachedRolePolicies')];
    case 'update-trust-policy':
      return [role(action.roleName, 'UpdateAssumeRolePolicy', 'GetRole')];
    case 'delete-oidc-provider':
      return [
        allow(action.providerArn, 'iam', 'DeleteOpenIDConnectProvider'),
        allow(iam('oidc-provider', '*'), 'iam', 'ListOpenIDConnectProviders'),
      ];
    case 'delete-role':
      return [
        role(
          `${action.path?.slice(1) ?? ''}${action.name}`,
          ...['DeleteRole', 'GetRole', 'ListAttachedRolePolicies', 'ListRolePolicies'],
          ...['DetachRolePolicy', 'DeleteRolePolicy'],
        ),
      ];
    default:
      return [];
  }
}
