import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { required } from '../../iam/required.ts';
import type { Operation } from '../../world.ts';
import { authorizeAssumeRole } from '../authorize-assume-role.ts';
import { packedPolicyTooLarge } from '../errors.ts';
import { issueSession } from '../issue-session.ts';
import { packedPolicySize } from '../packed-policy-size.ts';
import { sessionSeconds } from '../session-duration.ts';
import { sessionPolicies } from '../session-policies.ts';
import { sessionTags } from '../session-tags.ts';

export const assumeRole: Operation<AssumeRoleCommandInput, Omit<AssumeRoleCommandOutput, '$metadata'>> = (
  input,
  call,
) => {
  const { world, principal } = call;
  const sessionName = required(input.RoleSessionName, 'RoleSessionName');
  const tags = sessionTags(principal, input.Tags, input.TransitiveTagKeys);
  const policies = sessionPolicies(world, input);
  const packed = packedPolicySize(tags.tags, policies);
  if (packed > 100) throw packedPolicyTooLarge(packed);
  const role = authorizeAssumeRole(call, {
    roleArn: required(input.RoleArn, 'RoleArn'),
    sessionName,
    tags,
    externalId: input.ExternalId,
    sourceIdentity: input.SourceIdentity,
  });
  const seconds = sessionSeconds(role, input.DurationSeconds, principal.kind === 'assumed-role');
  const issued = issueSession(world, {
    role,
    sessionName,
    seconds,
    sessionPolicies: policies,
    ...tags,
    sourceIdentity: input.SourceIdentity,
  });
  return {
    Credentials: issued.credentials,
    AssumedRoleUser: issued.assumedRoleUser,
    ...(packed === 0 ? {} : { PackedPolicySize: packed }),
    ...(input.SourceIdentity === undefined ? {} : { SourceIdentity: input.SourceIdentity }),
  };
};
