import { z } from 'zod';

/**
 * Names as AWS and Kubernetes accept them. EKS's own model has no pattern for the latter two (eks-and-iam §1.1).
 * A path is one group, not a repeated one: slashes are among its own characters, and a long ARN that does not match
 * would be tried in exponentially many ways.
 */
export const accountIdPattern = /^\d{12}$/;
export const roleArnPattern = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/((?:[\u0021-\u007e]+\/)?)([\w+=,.@-]{1,64})$/;
export const policyArnPattern = /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/(?:[\u0021-\u007e]+\/)?[\w+=,.@-]{1,128}$/;
export const namespacePattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const serviceAccountPattern = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
export const roleNamePattern = /^[\w+=,.@-]{1,64}$/;
export const rolePathPattern = /^\/$|^\/[\u0021-\u007e]{1,510}\/$/;

export const RoleArn = z
  .string()
  .max(2048)
  .regex(roleArnPattern, 'must be the ARN of an IAM role, like arn:aws:iam::111122223333:role/name');
export const PolicyArn = z
  .string()
  .max(2048)
  .regex(policyArnPattern, 'must be the ARN of an IAM policy, like arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
export const NamespaceName = z
  .string()
  .regex(namespacePattern, 'must be a Kubernetes namespace: lower-case letters, digits and hyphens, at most 63');
export const ServiceAccountName = z
  .string()
  .regex(
    serviceAccountPattern,
    'must be a service account name: lower-case letters, digits, hyphens and dots, at most 253',
  );
export const RoleName = z.string().regex(roleNamePattern, 'must be 1 to 64 letters, digits or any of + = , . @ _ -');
export const RolePath = z.string().regex(rolePathPattern, 'must start and end with a slash');

/** Partition, account, path and name of a role ARN; undefined if it is none. */
export function parseRoleArn(
  arn: string,
): { partition: string; account: string; path: string; name: string } | undefined {
  const match = roleArnPattern.exec(arn);
  if (!match) return undefined;
  const [, partition = '', account = '', path = '', name = ''] = match;
  return { partition, account, path: `/${path}`, name };
}
