import { findRole } from '../../authorize/index.ts';
import type { CallContext } from '../../world.ts';
import { invalidParameter } from '../errors.ts';

/** An IAM identity that an access entry can be for. */
export interface EntryPrincipal {
  kind: 'role' | 'user';
  account: string;
  name: string;
}

/**
 * Roles and users only, no STS sessions; those of the sandbox's account must exist.
 *
 * @throws AwsError InvalidParameterException
 */
export function checkedPrincipal(call: CallContext, principalArn: string): EntryPrincipal {
  const parts = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\u0021-\u007e]+\/)?([\w+=,.@-]+)$/.exec(principalArn);
  const [, , account = '', kind = '', name = ''] = parts ?? [];
  const { iam, account: own } = call.world.state;
  const exists =
    account !== own ||
    (kind === 'role'
      ? findRole(iam, principalArn) !== undefined
      : Object.values(iam.users).some((user) => user.arn === principalArn));
  if (parts === null || !exists) {
    throw invalidParameter('The specified principalArn is invalid: invalid principal.');
  }
  return { kind: kind === 'role' ? 'role' : 'user', account, name };
}
