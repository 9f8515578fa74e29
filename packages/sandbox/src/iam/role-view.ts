import type { Role } from '@aws-sdk/client-iam';
import type { RoleState } from '../state/iam-state.ts';
import { encodeDocument } from './encode-document.ts';
import { toSdkTags } from './tags.ts';

/** A role as lists give it: without tags, boundary and last use, which only GetRole gives (ListRoles reference). */
export function listedRole(role: RoleState): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    MaxSessionDuration: role.maxSessionDuration,
    ...(role.description === undefined ? {} : { Description: role.description }),
  };
}

/** A role with everything that IAM tells of it. */
export function wholeRole(role: RoleState, region: string): Role {
  const lastUsed = role.lastUsedAt === undefined ? {} : { LastUsedDate: new Date(role.lastUsedAt), Region: region };
  const tags = toSdkTags(role.tags);
  return {
    ...listedRole(role),
    ...(tags.length === 0 ? {} : { Tags: tags }),
    RoleLastUsed: lastUsed,
    ...(role.permissionsBoundaryArn === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const,
            PermissionsBoundaryArn: role.permissionsBoundaryArn,
          },
        }),
  };
}
