import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import { findRole } from '../../authorize/index.ts';
import { own } from '../../state/lookup.ts';
import { AwsError, type CallContext, type Operation } from '../../world.ts';

/** Needs no permission: not even an explicit denial keeps callers from learning who they are. */
export const getCallerIdentity: Operation<
  GetCallerIdentityCommandInput,
  Omit<GetCallerIdentityCommandOutput, '$metadata'>
> = (_input, call) => {
  const { principal } = call;
  if (principal.kind === 'anonymous') {
    throw new AwsError('MissingAuthenticationToken', 403, 'Request is missing Authentication Token');
  }
  return { UserId: userId(call), Account: principal.account, Arn: principal.arn };
};

function userId({ principal, world }: CallContext): string {
  const { iam } = world.state;
  if (principal.kind === 'user') return own(iam.users, principal.userName)?.id ?? principal.userName;
  if (principal.kind === 'anonymous') return 'ANONYMOUS';
  return `${findRole(iam, principal.roleArn)?.id ?? 'AROAUNKNOWN'}:${principal.sessionName}`;
}
