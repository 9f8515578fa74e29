import type { Policy as SdkPolicy, Role as SdkRole } from '@aws-sdk/client-iam';
import { ManagedPolicy, Role, RoleSummary } from '@podpass/inventory';
import { conforming, isoDate, required, requiredList } from '../errors/answer.ts';

export function readRoleSummary(role: SdkRole): RoleSummary {
  const read: RoleSummary = {
    arn: required(role.Arn, 'Role.Arn'),
    name: required(role.RoleName, 'Role.RoleName'),
    path: role.Path ?? '/',
    description: role.Description,
    createdAt: isoDate(role.CreateDate, 'Role.CreateDate'),
    trustPolicy: decodeDocument(required(role.AssumeRolePolicyDocument, 'Role.AssumeRolePolicyDocument')),
  };
  return conforming(RoleSummary, read, 'Role');
}

export function readRole(role: SdkRole | undefined): Role {
  const answer = required(role, 'Role');
  const read: Role = {
    ...readRoleSummary(answer),
    tags: Object.fromEntries(
      requiredList(answer.Tags ?? [], 'Role.Tags').map((tag) => [required(tag.Key, 'Role.Tags.Key'), tag.Value ?? '']),
    ),
    permissionsBoundaryArn: answer.PermissionsBoundary?.PermissionsBoundaryArn,
    lastUsedAt: isoDate(answer.RoleLastUsed?.LastUsedDate, 'Role.RoleLastUsed.LastUsedDate'),
  };
  return conforming(Role, read, 'Role');
}

export function readManagedPolicy(policy: SdkPolicy | undefined): ManagedPolicy {
  const answer = required(policy, 'Policy');
  const arn = required(answer.Arn, 'Policy.Arn');
  const read: ManagedPolicy = {
    arn,
    name: required(answer.PolicyName, 'Policy.PolicyName'),
    path: answer.Path ?? '/',
    description: answer.Description,
    awsManaged: arn.split(':')[4] === 'aws',
  };
  return conforming(ManagedPolicy, read, 'Policy');
}

/** IAM URL-encodes documents in its answers (RFC 3986), and the SDK leaves them so (eks-and-iam §3.4). */
export function decodeDocument(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Not URL-encoded after all: a plain document may hold a per cent sign.
    return encoded;
  }
}
