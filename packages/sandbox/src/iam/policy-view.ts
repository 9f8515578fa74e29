import type { Policy, PolicyVersion } from '@aws-sdk/client-iam';
import type { ManagedPolicyState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';
import type { World } from '../world.ts';
import { encodeDocument } from './encode-document.ts';
import { policyUse } from './policy-use.ts';
import { toSdkTags } from './tags.ts';

/** A managed policy as lists give it: without description and tags. */
export function listedPolicy(world: World, policy: ManagedPolicyState): Policy {
  const use = policyUse(world, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: use.roles.length + use.users.length,
    PermissionsBoundaryUsageCount: use.boundaryOf.length,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}

export function wholePolicy(world: World, policy: ManagedPolicyState): Policy {
  return {
    ...listedPolicy(world, policy),
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    Tags: toSdkTags(policy.tags),
  };
}

/** One version; lists leave the document out. */
export function policyVersion(policy: ManagedPolicyState, versionId: string, withDocument: boolean): PolicyVersion {
  const version = own(policy.versions, versionId);
  return {
    VersionId: versionId,
    IsDefaultVersion: versionId === policy.defaultVersionId,
    ...(version ? { CreateDate: new Date(version.createdAt) } : {}),
    ...(version && withDocument ? { Document: encodeDocument(version.document) } : {}),
  };
}
