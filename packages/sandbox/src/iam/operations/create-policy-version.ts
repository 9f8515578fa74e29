import type { CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import type { ManagedPolicyState } from '../../state/iam-state.ts';
import type { Operation } from '../../world.ts';
import { limitExceeded } from '../errors.ts';
import { ownPolicy } from '../find-entity.ts';
import { checkManagedPolicy } from '../permissions-documents.ts';
import { policyVersion } from '../policy-view.ts';
import { fixedQuotas } from '../quotas.ts';
import { required } from '../required.ts';

export const createPolicyVersion: Operation<
  CreatePolicyVersionCommandInput,
  Omit<CreatePolicyVersionCommandOutput, '$metadata'>
> = (input, { world }) => {
  const policy = ownPolicy(world, input.PolicyArn, 'CreatePolicyVersion');
  const document = required(input.PolicyDocument, 'PolicyDocument');
  checkManagedPolicy(document);
  if (Object.keys(policy.versions).length >= fixedQuotas.versionsPerPolicy) {
    throw limitExceeded(
      `A managed policy can have up to ${fixedQuotas.versionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
    );
  }
  const versionId = nextVersionId(policy);
  policy.versions[versionId] = { document, createdAt: world.now() };
  policy.updatedAt = world.now();
  if (input.SetAsDefault === true) policy.defaultVersionId = versionId;
  return { PolicyVersion: policyVersion(policy, versionId, false) };
};

/** Version numbers are never used twice while a later one exists. */
function nextVersionId(policy: ManagedPolicyState): string {
  return `v${Math.max(...Object.keys(policy.versions).map((id) => Number(id.slice(1)))) + 1}`;
}
