import type { World } from '../world.ts';

const upperCaseAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id of IAM: the prefix of its kind and 17 further characters, 21 in all. */
export function entityId(world: World, kind: 'AROA' | 'AIDA' | 'ANPA'): string {
  return kind + world.id(17, upperCaseAndDigits);
}

/** `arn:PARTITION:iam::ACCOUNT:KIND/PATH/NAME` of an entity of the account. */
export function entityArn({ state }: World, kind: 'role' | 'policy' | 'oidc-provider', pathAndName: string): string {
  return `arn:${state.partition}:iam::${state.account}:${kind}${pathAndName}`;
}
