import type { TrustPolicy } from './document.ts';

/** The document as JSON text: compact, or indented by two spaces. Member order is the document's. */
export function printTrustPolicy(policy: TrustPolicy, options: { readonly pretty?: boolean } = {}): string {
  return options.pretty === true ? JSON.stringify(policy, null, 2) : JSON.stringify(policy);
}

/**
 * The size that IAM's quota counts: characters without whitespace outside strings. A text is measured as it is written
 * (escapes count as their characters), a policy as it would be printed.
 */
export function trustPolicySize(policy: TrustPolicy | string): number {
  if (typeof policy !== 'string') return printTrustPolicy(policy).length;
  return policy.replace(STRING_OR_SPACE, (match) => (match.startsWith('"') ? match : '')).length;
}

/** A string is matched whole, so that whitespace inside it is never seen; one without an end runs to the end. */
const STRING_OR_SPACE = /"(?:[^"\\]|\\[\s\S])*(?:"|$)|\s+/g;
