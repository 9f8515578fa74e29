import { comparePolicies, parseTrustPolicy } from '@podpass/trust-policy';

/** Whether two documents say the same, whatever their order and layout. */
export function sameMeaning(a: string, b: string): boolean {
  const [left, right] = [parseTrustPolicy(a), parseTrustPolicy(b)];
  return left.ok && right.ok && comparePolicies(left.policy, right.policy).equal;
}
