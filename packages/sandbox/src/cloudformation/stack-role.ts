import { findRole } from '../authorize/index.ts';
import { requirePermission } from '../wire/permission.ts';
import type { CallContext, Principal } from '../world.ts';
import { validationError } from './errors.ts';

/** Who makes the resources of a stack: the role that was passed to it, else the caller. */
export function stackPrincipal(call: CallContext, roleArn: string | undefined): Principal {
  if (roleArn === undefined) return call.principal;
  const { state } = call.world;
  const [roleName = ''] = roleArn.split('/').slice(-1);
  return {
    kind: 'assumed-role',
    arn: `arn:${state.partition}:sts::${state.account}:assumed-role/${roleName}/AWSCloudFormation`,
    account: state.account,
    accessKeyId: '',
    roleArn,
    sessionName: 'AWSCloudFormation',
    sessionPolicies: [],
    tags: {},
    transitiveTagKeys: [],
  };
}

/** @throws AwsError `ValidationError` for a role that is not there, `AccessDenied` for a caller who may not pass it */
export function checkStackRole(call: CallContext, roleArn: string | undefined): void {
  if (roleArn === undefined) return;
  const context = { 'iam:PassedToService': 'cloudformation.amazonaws.com' };
  requirePermission(call, { action: 'iam:PassRole', resource: roleArn, context });
  if (findRole(call.world.state.iam, roleArn) === undefined) {
    throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
  }
}
