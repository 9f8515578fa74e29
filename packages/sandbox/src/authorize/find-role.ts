import type { IamState, RoleState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';

/** The role of an ARN. Path and account count: another account's role of the same name is another role. */
export function findRole(iam: IamState, arn: string): RoleState | undefined {
  const named = own(iam.roles, arn.slice(arn.lastIndexOf('/') + 1));
  // States made by hand may hold roles of other accounts under other keys.
  return named?.arn === arn ? named : Object.values(iam.roles).find((role) => role.arn === arn);
}
