import { deleteRolePolicy } from '../../iam/operations/delete-role-policy.ts';
import { putRolePolicy } from '../../iam/operations/put-role-policy.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { perform, permitted } from './permitted.ts';
import { policyText, text, texts } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** An inline policy of roles. The sandbox has no groups, and its users cannot be changed. */
export const iamPolicy: ResourceType = {
  required: ['PolicyDocument', 'PolicyName'],
  optional: ['Roles', 'Groups', 'Users'],
  attributes: ['Id'],
  replacing: ['PolicyName'],
  create: (request) => made(request, putAll(request)),
  update(request, present) {
    const roles = putAll(request);
    takeFrom(
      request,
      texts(present.properties, 'Roles').filter((role) => !roles.includes(role)),
      text(present.properties, 'PolicyName'),
    );
    return { physicalId: present.physicalId };
  },
  remove(request, { properties }) {
    takeFrom(request, texts(properties, 'Roles'), text(properties, 'PolicyName'));
  },
};

function made(request: ResourceRequest, roles: readonly string[]) {
  const physicalId = `${request.stack.name.slice(0, 4)}-${request.logicalId.slice(0, 4)}-${request.call.world.id(12, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`;
  return { physicalId, attributes: { Id: `${text(request.properties, 'PolicyName')}|${roles.join('|')}` } };
}

function putAll(request: ResourceRequest): string[] {
  const { properties } = request;
  if (texts(properties, 'Groups').length > 0 || texts(properties, 'Users').length > 0) {
    throw validationError('The sandbox attaches inline policies to roles only, not to groups and users.');
  }
  const roles = texts(properties, 'Roles');
  if (roles.length === 0) throw validationError('At least one of [Groups,Roles,Users] must be non-empty.');
  const PolicyName = text(properties, 'PolicyName');
  const PolicyDocument = policyText(properties, 'PolicyDocument');
  for (const RoleName of roles) {
    const call = permitted(request, 'PutRolePolicy', roleArn(request, RoleName));
    perform(putRolePolicy, { RoleName, PolicyName, PolicyDocument }, call);
  }
  return roles;
}

function takeFrom(request: ResourceRequest, roles: readonly string[], PolicyName: string): void {
  for (const RoleName of roles) {
    const role = own(request.call.world.state.iam.roles, RoleName);
    if (own(role?.inlinePolicies, PolicyName) === undefined) continue;
    perform(
      deleteRolePolicy,
      { RoleName, PolicyName },
      permitted(request, 'DeleteRolePolicy', roleArn(request, RoleName)),
    );
  }
}

function roleArn({ call }: ResourceRequest, name: string): string {
  const { account, iam, partition } = call.world.state;
  return own(iam.roles, name)?.arn ?? `arn:${partition}:iam::${account}:role/${name}`;
}
