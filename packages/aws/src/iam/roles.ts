import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  type CallOptions,
  type CreateRoleRequest,
  hasCode,
  type IamPort,
  parseRoleArn,
  type Role,
} from '@podpass/inventory';
import { pages } from '../calls/pages.ts';
import { pageToken, required, requiredList } from '../errors/answer.ts';
import { attemptsOf } from '../errors/attempts.ts';
import type { IamCaller } from './iam-caller.ts';
import { readRole, readRoleSummary } from './read-role.ts';
import { removePoliciesOf } from './role-policies.ts';

type RoleCalls = Pick<IamPort, 'listRoles' | 'getRole' | 'createRole' | 'deleteRole' | 'updateTrustPolicy'>;

export function roleCalls(call: IamCaller): RoleCalls {
  return {
    listRoles: ({ signal } = {}) =>
      pages((Marker) =>
        call(
          new ListRolesCommand({ Marker, MaxItems: 1000 }),
          (output) => ({
            items: requiredList(output.Roles, 'Roles').map(readRoleSummary),
            next: output.IsTruncated ? pageToken(required(output.Marker, 'Marker')) : undefined,
          }),
          { signal },
        ),
      ),

    getRole: (name, options = {}) => getRole(call, name, options),

    async createRole(request, options = {}) {
      try {
        return await createRole(call, request, options);
      } catch (error) {
        const adopted = await adoptOwn(call, request, error, options);
        if (adopted) return adopted;
        throw error;
      }
    },

    async deleteRole(name, options = {}) {
      try {
        await removePoliciesOf(call, name, options);
        await call(new DeleteRoleCommand({ RoleName: name }), () => undefined, {
          signal: options.signal,
          subject: { role: name },
        });
      } catch (error) {
        if (!hasCode(error, 'role-not-found')) throw error;
      }
    },

    async updateTrustPolicy(roleName, document, { signal } = {}) {
      await call(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: document }), () => undefined, {
        signal,
        subject: { role: roleName, trustPolicy: document },
      });
    },
  };
}

async function getRole(call: IamCaller, name: string, { signal }: CallOptions): Promise<Role | undefined> {
  try {
    return await call(new GetRoleCommand({ RoleName: name }), (output) => readRole(output.Role), {
      signal,
      subject: { role: name },
    });
  } catch (error) {
    if (hasCode(error, 'role-not-found')) return undefined;
    throw error;
  }
}

function createRole(call: IamCaller, request: CreateRoleRequest, { signal }: CallOptions): Promise<Role> {
  const tags = Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value }));
  return call(
    new CreateRoleCommand({
      RoleName: request.name,
      Path: request.path,
      AssumeRolePolicyDocument: request.trustPolicy,
      // An empty description is refused by nobody, but comes back as none.
      Description: request.description === '' ? undefined : request.description,
      PermissionsBoundary: request.permissionsBoundaryArn,
      Tags: tags.length > 0 ? tags : undefined,
    }),
    // As asked for: that the answer repeats these two is nowhere promised.
    (output) => ({
      ...readRole(output.Role),
      tags: request.tags,
      permissionsBoundaryArn: request.permissionsBoundaryArn,
    }),
    {
      signal,
      subject: {
        role: request.name,
        trustPolicy: request.trustPolicy,
        // The only thing that CreateRole can fail to find.
        ...(request.permissionsBoundaryArn !== undefined && { policy: request.permissionsBoundaryArn }),
      },
    },
  );
}

/**
 * CreateRole has no token that makes a repeated call the same call. So if the answer to an attempt was lost and the
 * next attempt found the role, it is looked at: equal in everything that was asked for, it is ours.
 */
async function adoptOwn(
  call: IamCaller,
  request: CreateRoleRequest,
  error: unknown,
  options: CallOptions,
): Promise<Role | undefined> {
  if (!hasCode(error, 'role-exists') || attemptsOf(error) <= 1) return undefined;
  const role = await getRole(call, request.name, options);
  return role && isAsRequested(role, request) ? role : undefined;
}

function isAsRequested(role: Role, request: CreateRoleRequest): boolean {
  return (
    parseRoleArn(role.arn)?.path === request.path &&
    sameJson(role.trustPolicy, request.trustPolicy) &&
    (role.description ?? '') === request.description &&
    role.permissionsBoundaryArn === request.permissionsBoundaryArn &&
    sameTags(role.tags, request.tags)
  );
}

function sameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch {
    return left === right;
  }
}

function sameTags(left: Record<string, string>, right: Record<string, string>): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}
