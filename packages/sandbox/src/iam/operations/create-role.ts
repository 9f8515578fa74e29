import type { CreateRoleCommandInput, CreateRoleCommandOutput } from '@aws-sdk/client-iam';
import type { RoleState } from '../../state/iam-state.ts';
import { put } from '../../state/lookup.ts';
import type { Operation, World } from '../../world.ts';
import { entityArn, entityId } from '../entity-ids.ts';
import { entityAlreadyExists } from '../errors.ts';
import { checkBoundary } from '../permissions-boundary.ts';
import { checkQuota, defaultSessionSeconds } from '../quotas.ts';
import { required } from '../required.ts';
import { wholeRole } from '../role-view.ts';
import { withTags } from '../tags.ts';
import { checkTrustPolicy, scheduleVisibility } from '../trust-documents.ts';

export const createRole: Operation<CreateRoleCommandInput, Omit<CreateRoleCommandOutput, '$metadata'>> = (
  input,
  { world, region },
) => {
  const role = newRole(world, input);
  put(world.state.iam.roles, role.name, role);
  role.trustChangedAt = scheduleVisibility(world, role.name);
  return { Role: wholeRole(role, region) };
};

function newRole(world: World, input: CreateRoleCommandInput): RoleState {
  const { roles, quotas } = world.state.iam;
  const name = required(input.RoleName, 'RoleName');
  const trustPolicy = required(input.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument');
  if (Object.keys(roles).some((other) => other.toLowerCase() === name.toLowerCase())) {
    throw entityAlreadyExists(`Role with name ${name} already exists.`);
  }
  checkTrustPolicy(world, trustPolicy);
  if (input.PermissionsBoundary !== undefined) checkBoundary(world, input.PermissionsBoundary);
  const tags = withTags({}, input.Tags);
  checkQuota('RolesPerAccount', quotas.rolesPerAccount, Object.keys(roles).length + 1);
  const path = input.Path ?? '/';
  return {
    name,
    path,
    id: entityId(world, 'AROA'),
    arn: entityArn(world, 'role', `${path}${name}`),
    createdAt: world.now(),
    ...(input.Description === undefined ? {} : { description: input.Description }),
    maxSessionDuration: input.MaxSessionDuration ?? defaultSessionSeconds,
    trustPolicy,
    trustChangedAt: world.now(),
    attachedPolicyArns: [],
    inlinePolicies: {},
    ...(input.PermissionsBoundary === undefined ? {} : { permissionsBoundaryArn: input.PermissionsBoundary }),
    tags,
  };
}
