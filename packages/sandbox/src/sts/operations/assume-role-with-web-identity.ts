import type {
  AssumeRoleWithWebIdentityCommandInput,
  AssumeRoleWithWebIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { decideAssumeRole } from '../../authorize/index.ts';
import { required } from '../../iam/required.ts';
import type { Operation } from '../../world.ts';
import { packedPolicyTooLarge, webIdentityNotAuthorized } from '../errors.ts';
import { issueSession } from '../issue-session.ts';
import { packedPolicySize } from '../packed-policy-size.ts';
import { sessionSeconds } from '../session-duration.ts';
import { sessionPolicies } from '../session-policies.ts';
import { readWebIdentity } from '../web-identity.ts';

/** Unsigned: the token is the proof. */
export const assumeRoleWithWebIdentity: Operation<
  AssumeRoleWithWebIdentityCommandInput,
  Omit<AssumeRoleWithWebIdentityCommandOutput, '$metadata'>
> = (input, { world }) => {
  const sessionName = required(input.RoleSessionName, 'RoleSessionName');
  const policies = sessionPolicies(world, input);
  const packed = packedPolicySize({}, policies);
  if (packed > 100) throw packedPolicyTooLarge(packed);
  const identity = readWebIdentity(world, required(input.WebIdentityToken, 'WebIdentityToken'));
  const { provider, subject, audience } = identity;
  const { allowed, role } = decideAssumeRole(world, {
    roleArn: required(input.RoleArn, 'RoleArn'),
    principal: { federated: provider.arn },
    actions: ['sts:AssumeRoleWithWebIdentity'],
    context: {
      [`${provider.url}:sub`]: subject,
      [`${provider.url}:aud`]: audience,
      'aws:FederatedProvider': provider.arn,
      'sts:RoleSessionName': sessionName,
    },
  });
  if (!allowed || !role) throw webIdentityNotAuthorized();
  const issued = issueSession(world, {
    role,
    sessionName,
    seconds: sessionSeconds(role, input.DurationSeconds, false),
    sessionPolicies: policies,
    tags: {},
    transitiveTagKeys: [],
  });
  return {
    Credentials: issued.credentials,
    AssumedRoleUser: issued.assumedRoleUser,
    SubjectFromWebIdentityToken: subject,
    Audience: audience,
    Provider: provider.arn,
    ...(packed === 0 ? {} : { PackedPolicySize: packed }),
  };
};
