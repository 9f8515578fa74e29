import type { RoleState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';
import { noSuchEntity } from './errors.ts';
import { required } from './required.ts';

/** @throws AwsError `NoSuchEntity` */
export function inlinePolicy(role: RoleState, policyName: string | undefined): { name: string; document: string } {
  const name = required(policyName, 'PolicyName');
  const document = own(role.inlinePolicies, name);
  if (document === undefined) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
  return { name, document };
}
