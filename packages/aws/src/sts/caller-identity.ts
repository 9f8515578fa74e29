import {
  GetCallerIdentityCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  type STSClientResolvedConfig,
} from '@aws-sdk/client-sts';
import type { CallerIdentity, IamPort } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { required } from '../errors/answer.ts';

export type StsCaller = Caller<ServiceInputTypes, ServiceOutputTypes, STSClientResolvedConfig>;

/** Asks STS each time: whether the credentials work is part of the answer. */
export function callerIdentityCall(call: StsCaller): IamPort['callerIdentity'] {
  return ({ signal } = {}) =>
    call(
      new GetCallerIdentityCommand({}),
      (output): CallerIdentity => {
        const arn = required(output.Arn, 'Arn');
        return { account: required(output.Account, 'Account'), arn, partition: required(arn.split(':')[1], 'Arn') };
      },
      { signal },
    );
}

/** Asks once and remembers: the account of a set of gateways does not change. A failure is not remembered. */
export function rememberedIdentity(ask: IamPort['callerIdentity']): IamPort['callerIdentity'] {
  let known: CallerIdentity | undefined;
  return async (options = {}) => {
    known ??= await ask(options);
    return known;
  };
}
