import type { IamPort } from '@podpass/inventory';
import type { IamCaller } from './iam-caller.ts';
import { policyCalls } from './policies.ts';
import { rolePolicyCalls } from './role-policies.ts';
import { roleCalls } from './roles.ts';

export function createIamGateway(call: IamCaller, callerIdentity: IamPort['callerIdentity']): IamPort {
  return { callerIdentity, ...roleCalls(call), ...rolePolicyCalls(call), ...policyCalls(call) };
}
