import type { GetUserCommandInput, GetUserCommandOutput } from '@aws-sdk/client-iam';
import { own } from '../../state/lookup.ts';
import type { CallContext, Operation } from '../../world.ts';
import { noSuchEntity, validationError } from '../errors.ts';

/** The state keeps no date for users: all are as old as the sandbox's account. */
const userCreatedAt = Date.UTC(2024, 0, 1);

/** Without a name, the user who calls. */
export const getUser: Operation<GetUserCommandInput, Omit<GetUserCommandOutput, '$metadata'>> = (input, call) => {
  const name = input.UserName ?? callerName(call);
  const user = own(call.world.state.iam.users, name);
  if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`);
  return {
    User: { Path: '/', UserName: user.name, UserId: user.id, Arn: user.arn, CreateDate: new Date(userCreatedAt) },
  };
};

function callerName({ principal }: CallContext): string {
  if (principal.kind === 'user') return principal.userName;
  throw validationError('Must specify userName when calling with non-User credentials');
}
