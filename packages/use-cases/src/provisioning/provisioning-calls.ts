import type { ApiCall, ClusterRef, Placement } from '@podpass/inventory';
import type { CallWriter } from '../changes/planning/call-writer.ts';
import { componentObjects } from './components/components.ts';
import type { ProvisioningAction } from './provisioning-step.ts';

/** The calls of a step that makes a cluster or takes it away. What is known only when it runs stands in angle brackets. */
export function provisioningCalls(action: ProvisioningAction, cluster: ClusterRef, write: CallWriter): ApiCall[] {
  const { eks, iam, cloudformation, kubernetes } = write;
  const clusterName = cluster.name;
  switch (action.kind) {
    case 'create-stack':
      if (action.before !== undefined) {
        return [
          cloudformation('GetTemplate', { StackName: action.stackName }),
          cloudformation('UpdateStack', {
            StackName: action.stackName,
            TemplateBody: action.template,
            Capabilities: ['CAPABILITY_NAMED_IAM'],
          }),
          cloudformation('DescribeStacks', { StackName: action.stackName }),
        ];
      }
      return [
        cloudformation('CreateStack', {
          StackName: action.stackName,
          TemplateBody: action.template,
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          Tags: Object.entries(action.tags).map(([Key, Value]) => ({ Key, Value })),
        }),
        cloudformation('DescribeStacks', { StackName: action.stackName }),
      ];
    case 'create-cluster': {
      const { endpointAccess, placement } = action;
      return [
        eks('CreateCluster', {
          name: action.name,
          version: action.version,
          roleArn: action.roleArn,
          resourcesVpcConfig: {
            subnetIds: subnetsText(placement),
            ...(action.securityGroupIds.length > 0 ? { securityGroupIds: action.securityGroupIds } : {}),
            endpointPublicAccess: endpointAccess.public,
            endpointPrivateAccess: endpointAccess.private,
            ...(endpointAccess.publicCidrs.length > 0 ? { publicAccessCidrs: endpointAccess.publicCidrs } : {}),
          },
          accessConfig: {
            authenticationMode: action.authenticationMode,
            bootstrapClusterCreatorAdminPermissions: action.creatorIsAdmin,
          },
          bootstrapSelfManagedAddons: false,
          tags: action.tags,
        }),
      ];
    }
    case 'wait-for-cluster':
      return [eks('DescribeCluster', { name: clusterName })];
    case 'create-addon':
      return [
        eks('CreateAddon', {
          clusterName,
          addonName: action.addon,
          addonVersion: action.version,
          configurationValues: action.configurationValues,
          resolveConflicts: action.resolveConflicts,
          serviceAccountRoleArn: action.serviceAccountRoleArn,
          podIdentityAssociations: action.podIdentity.length > 0 ? action.podIdentity : undefined,
          namespaceConfig: action.namespace === undefined ? undefined : { namespace: action.namespace },
          tags: action.tags,
        }),
      ];
    case 'wait-for-addon':
      return [eks('DescribeAddon', { clusterName, addonName: action.addon })];
    case 'create-node-group': {
      const { scaling, placement } = action;
      return [
        eks('CreateNodegroup', {
          clusterName,
          nodegroupName: action.nodeGroup,
          nodeRole: action.nodeRoleArn,
          subnets: subnetsText(placement),
          instanceTypes: action.instanceTypes.length > 0 ? action.instanceTypes : undefined,
          amiType: action.amiType,
          capacityType: action.capacityType,
          scalingConfig: { minSize: scaling.min, maxSize: scaling.max, desiredSize: scaling.desired },
          labels: action.labels,
          tags: action.tags,
        }),
      ];
    }
    case 'wait-for-node-group':
      return [eks('DescribeNodegroup', { clusterName, nodegroupName: action.nodeGroup })];
    case 'create-fargate-profile':
      return [
        eks('CreateFargateProfile', {
          clusterName,
          fargateProfileName: action.profile,
          podExecutionRoleArn: action.podExecutionRoleArn,
          subnets: subnetsText(action.placement),
          selectors: action.selectors,
          tags: action.tags,
        }),
        eks('DescribeFargateProfile', { clusterName, fargateProfileName: action.profile }),
      ];
    case 'create-access-entry':
      return [
        eks('CreateAccessEntry', {
          clusterName,
          principalArn: action.principalArn,
          type: action.type,
          username: action.username,
          kubernetesGroups: action.groups.length > 0 ? action.groups : undefined,
        }),
        ...action.policies.map(({ policyArn, scope, namespaces }) =>
          eks('AssociateAccessPolicy', {
            clusterName,
            principalArn: action.principalArn,
            policyArn,
            accessScope: { type: scope, ...(namespaces.length > 0 ? { namespaces } : {}) },
          }),
        ),
      ];
    case 'create-oidc-provider':
      return [
        iam('CreateOpenIDConnectProvider', { Url: '<issuer of the cluster>', ClientIDList: ['sts.amazonaws.com'] }),
      ];
    case 'create-irsa-role':
      return [
        iam('CreateRole', {
          RoleName: action.name,
          Path: action.path,
          AssumeRolePolicyDocument: `<trust of ${action.subject} by the OIDC provider of the cluster>`,
          PermissionsBoundary: action.permissionsBoundaryArn,
        }),
      ];
    case 'link-service-account':
      return [
        kubernetes('POST serviceaccounts', { namespace: action.namespace, name: action.name }, [
          ...['annotate', 'serviceaccount', action.name, `eks.amazonaws.com/role-arn=${action.roleArn}`],
          ...['--namespace', action.namespace],
        ]),
      ];
    case 'apply-component': {
      const objects = componentObjects(action.component, action.blueprint);
      const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      const file = `${action.component}.json`;
      const words = ['apply', '--server-side', '--field-manager', 'podpass', '--filename', file];
      return [kubernetes('PATCH objects', { objects: names }, words)];
    }
    case 'protect-cluster':
      return [eks('UpdateClusterConfig', { name: clusterName, deletionProtection: true })];
    case 'unprotect-cluster':
      return [eks('UpdateClusterConfig', { name: clusterName, deletionProtection: false })];
    default:
      return deletionCalls(action, clusterName, write);
  }
}

function subnetsText(placement: Placement): string[] {
  return placement.kind === 'existing' ? placement.subnetIds : [`<subnets of ${placement.stackName}>`];
}

type Deletion = Extract<ProvisioningAction, { kind: `delete-${string}` }>;

function deletionCalls(action: Deletion, clusterName: string, { eks, iam, cloudformation }: CallWriter): ApiCall[] {
  switch (action.kind) {
    case 'delete-addon':
      return [eks('DeleteAddon', { clusterName, addonName: action.addon })];
    case 'delete-node-group':
      return [eks('DeleteNodegroup', { clusterName, nodegroupName: action.nodeGroup })];
    case 'delete-fargate-profile':
      return [eks('DeleteFargateProfile', { clusterName, fargateProfileName: action.profile })];
    case 'delete-cluster':
      return [eks('DeleteCluster', { name: clusterName })];
    case 'delete-stack':
      return [cloudformation('DeleteStack', { StackName: action.stackName })];
    case 'delete-oidc-provider':
      return [iam('DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: action.providerArn })];
    case 'delete-role':
      return [iam('DeleteRole', { RoleName: action.name })];
  }
}
