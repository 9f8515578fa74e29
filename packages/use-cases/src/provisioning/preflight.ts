import type { CallerIdentity, Finding, Plan } from '@podpass/inventory';
import { hasCode } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/**
 * What IAM would deny of exactly the calls that this plan makes, as a finding with the missing permissions as a policy.
 * The stack's own calls are made with the same credentials, so they are asked about too.
 */
export async function findMissingPermissions(env: Environment, plan: Plan): Promise<Finding[]> {
  const actions = actionsOf(plan);
  if (actions.length === 0) return [];
  try {
    const denied = await env.making.deniedActions(principalOf(await env.iam.callerIdentity()), actions);
    if (denied.length === 0) return [];
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: denied, Resource: '*' }] };
    return [
      {
        code: 'permissions-missing',
        severity: 'blocked',
        subject: plan.cluster.name,
        message: `The console's AWS identity may not do ${denied.length} of the ${actions.length} actions that this needs: ${denied.join(', ')}.`,
        remedy: `Give it this policy: ${JSON.stringify(policy)}`,
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

function actionsOf(plan: Plan): string[] {
  const called = plan.steps.flatMap(({ calls }) =>
    calls.filter(({ service }) => service !== 'kubernetes').map(({ service, operation }) => `${service}:${operation}`),
  );
  const stack = plan.steps.flatMap(({ action }) =>
    action.kind === 'create-stack' ? stackActions(action.template) : [],
  );
  const passing = plan.steps.some(({ action }) => action.kind.startsWith('create-')) ? ['iam:PassRole'] : [];
  return [...new Set([...called, ...stack, ...passing])].sort();
}

const actionsByType: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::VPC': ['ec2:CreateVpc', 'ec2:ModifyVpcAttribute', 'ec2:CreateTags'],
  'AWS::EC2::Subnet': ['ec2:CreateSubnet', 'ec2:ModifySubnetAttribute'],
  'AWS::EC2::InternetGateway': ['ec2:CreateInternetGateway'],
  'AWS::EC2::VPCGatewayAttachment': ['ec2:AttachInternetGateway'],
  'AWS::EC2::RouteTable': ['ec2:CreateRouteTable'],
  'AWS::EC2::Route': ['ec2:CreateRoute'],
  'AWS::EC2::SubnetRouteTableAssociation': ['ec2:AssociateRouteTable'],
  'AWS::EC2::EIP': ['ec2:AllocateAddress'],
  'AWS::EC2::NatGateway': ['ec2:CreateNatGateway'],
  'AWS::EC2::LaunchTemplate': ['ec2:CreateLaunchTemplate'],
  'AWS::IAM::Role': ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'],
};

function stackActions(template: string): string[] {
  const { Resources } = JSON.parse(template) as { Resources: Record<string, { Type: string }> };
  return Object.values(Resources).flatMap(({ Type }) => actionsByType[Type] ?? []);
}

/** IAM simulates roles, not their sessions. A role's path is not in the session's ARN; then IAM does not find it. */
function principalOf({ arn }: CallerIdentity): string {
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : arn;
}
