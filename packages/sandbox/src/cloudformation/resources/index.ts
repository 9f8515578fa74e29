import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import type { ResourceType } from './resource-type.ts';

/** Every resource type that a template may have. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::IAM::ManagedPolicy': iamManagedPolicy,
  'AWS::IAM::Policy': iamPolicy,
  'AWS::IAM::Role': iamRole,
};
