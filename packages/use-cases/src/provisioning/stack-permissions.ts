import type { ClusterRef, Permission, StepAction, StepActionOf } from '@podpass/inventory';
import { allow } from './permission.ts';
import { stackDifference } from './stack-change.ts';

/**
 * What CloudFormation does with its caller's permissions to make a stack of ours or to take it away: what the registry's
 * handlers of each resource type declare, without the parts that the template makes no use of.
 */
export function stackPermissions(action: StepAction, cluster: ClusterRef): Permission[] {
  if (action.kind !== 'create-stack' && action.kind !== 'delete-stack') return [];
  const { partition, account, region } = cluster;
  const stack = `arn:${partition}:cloudformation:${region}:${account}:stack/${action.stackName}/*`;
  const role = (name: string) => `arn:${partition}:iam::${account}:role/${name}`;
  if (action.kind === 'create-stack') {
    const { made, changed, removed } = partsOf(action);
    return [
      ...(action.before === undefined
        ? [allow(stack, 'cloudformation', 'CreateStack')]
        : [allow(stack, 'cloudformation', 'UpdateStack', 'GetTemplate')]),
      allow(stack, 'cloudformation', 'DescribeStacks', 'DescribeStackEvents'),
      ...made.flatMap(({ Type }) => ofNetwork(networkActions[Type]?.make)),
      ...made.flatMap(({ Type, Properties }) =>
        Type === roleType ? [allow(role(Properties?.RoleName ?? '*'), 'iam', ...makingRole(Properties))] : [],
      ),
      ...changed.flatMap(({ Type, Properties }) =>
        Type === roleType
          ? [allow(role(Properties?.RoleName ?? '*'), 'iam', ...changingRole)]
          : ofNetwork(changingLaunchTemplate),
      ),
      ...removed.flatMap((resource) => removal(resource, role)),
    ];
  }
  const resources = Object.values(resourcesOf(action.template));
  // A stack whose template may not be read can hold anything that we make.
  const unknown = resources.length === 0;
  const types = unknown ? Object.keys(networkActions) : resources.map(({ Type }) => Type);
  const roles = resources.flatMap(({ Type, Properties }) => (Type === roleType ? [Properties?.RoleName ?? '*'] : []));
  return [
    allow(stack, 'cloudformation', 'DeleteStack', 'DescribeStacks', 'DescribeStackEvents'),
    ...types.flatMap((type) => ofNetwork(networkActions[type]?.remove)),
    ...(unknown ? [`podpass-${cluster.name}-*`] : roles).map((name) => allow(role(name), 'iam', ...removingRole)),
  ];
}

interface Resource {
  Type: string;
  Properties?: { RoleName?: string; Policies?: unknown[]; PermissionsBoundary?: string };
}

function resourcesOf(template: string | undefined): Record<string, Resource> {
  if (template === undefined) return {};
  const { Resources = {} } = JSON.parse(template) as { Resources?: Record<string, Resource> };
  return Resources;
}

interface Parts {
  made: Resource[];
  changed: Resource[];
  removed: Resource[];
}

function partsOf({ template, before }: StepActionOf<'create-stack'>): Parts {
  const resources = resourcesOf(template);
  if (before === undefined) return { made: Object.values(resources), changed: [], removed: [] };
  const { added, changed } = stackDifference(before, template);
  const those = (ids: string[]) => ids.flatMap((id) => resources[id] ?? []);
  const removed = Object.entries(resourcesOf(before)).flatMap(([id, resource]) => (id in resources ? [] : resource));
  return { made: those(added), changed: those(changed), removed };
}

function removal({ Type, Properties }: Resource, role: (name: string) => string): Permission[] {
  if (Type === roleType) return [allow(role(Properties?.RoleName ?? '*'), 'iam', ...removingRole)];
  return ofNetwork(networkActions[Type]?.remove);
}

const roleType = 'AWS::IAM::Role';

function makingRole({ Policies, PermissionsBoundary }: Resource['Properties'] = {}): string[] {
  return [
    ...['CreateRole', 'AttachRolePolicy', 'GetRole', 'TagRole'],
    ...(Policies === undefined ? [] : ['PutRolePolicy', 'GetRolePolicy']),
    ...(PermissionsBoundary === undefined ? [] : ['PutRolePermissionsBoundary']),
  ];
}

const changingRole = [
  ...['GetRole', 'UpdateRole', 'UpdateAssumeRolePolicy', 'TagRole', 'UntagRole'],
  ...['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'GetRolePolicy'],
  ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
];

const changingLaunchTemplate = ['CreateLaunchTemplateVersion', 'DescribeLaunchTemplates'];

const removingRole = [
  ...['DeleteRole', 'GetRole', 'ListAttachedRolePolicies', 'ListRolePolicies'],
  ...['DetachRolePolicy', 'DeleteRolePolicy'],
];

function ofNetwork(actions: readonly string[] = []): Permission[] {
  return actions.length === 0 ? [] : [allow('*', 'ec2', ...actions)];
}

const networkActions: Readonly<Record<string, { make: readonly string[]; remove: readonly string[] }>> = {
  'AWS::EC2::VPC': {
    make: ['CreateVpc', 'ModifyVpcAttribute', 'DescribeVpcs', 'DescribeVpcAttribute', 'CreateTags'],
    remove: ['DeleteVpc', 'DescribeVpcs'],
  },
  'AWS::EC2::Subnet': {
    make: ['CreateSubnet', 'ModifySubnetAttribute', 'DescribeSubnets', 'CreateTags'],
    remove: ['DeleteSubnet', 'DescribeSubnets'],
  },
  'AWS::EC2::InternetGateway': {
    make: ['CreateInternetGateway', 'DescribeInternetGateways', 'CreateTags'],
    remove: ['DeleteInternetGateway', 'DescribeInternetGateways'],
  },
  'AWS::EC2::VPCGatewayAttachment': {
    make: ['AttachInternetGateway', 'DescribeInternetGateways'],
    remove: ['DetachInternetGateway', 'DescribeInternetGateways'],
  },
  'AWS::EC2::RouteTable': {
    make: ['CreateRouteTable', 'DescribeRouteTables', 'CreateTags'],
    remove: ['DeleteRouteTable', 'DescribeRouteTables'],
  },
  'AWS::EC2::Route': {
    make: ['CreateRoute', 'DescribeRouteTables'],
    remove: ['DeleteRoute', 'DescribeRouteTables'],
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    make: ['AssociateRouteTable', 'DescribeRouteTables'],
    remove: ['DisassociateRouteTable', 'DescribeRouteTables'],
  },
  'AWS::EC2::EIP': {
    make: ['AllocateAddress', 'DescribeAddresses', 'CreateTags'],
    remove: ['ReleaseAddress', 'DescribeAddresses'],
  },
  'AWS::EC2::NatGateway': {
    make: ['CreateNatGateway', 'DescribeNatGateways', 'CreateTags'],
    remove: ['DeleteNatGateway', 'DescribeNatGateways'],
  },
  'AWS::EC2::LaunchTemplate': {
    make: ['CreateLaunchTemplate', 'DescribeLaunchTemplates', 'CreateTags'],
    remove: ['DeleteLaunchTemplate', 'DescribeLaunchTemplates'],
  },
};
