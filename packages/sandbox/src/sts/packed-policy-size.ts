import { deflateRawSync } from 'node:zlib';

// AWS does not publish its packing. These weights make the six tags of EKS Pod Identity take about 74 % of the space
// (aws/containers-roadmap issue 2413) and leave a usual session policy well under half of it.
const percentPerTagByte = 0.43;
const percentPerPolicyByte = 0.08;

/** How much of the space for session policies and tags a request takes, in percent, rounded up. Over 100 is refused. */
export function packedPolicySize(tags: Readonly<Record<string, string>>, policies: readonly string[]): number {
  const tagBytes = Object.keys(tags).length === 0 ? 0 : packedBytes(JSON.stringify(tags));
  const policyBytes = policies.reduce((sum, policy) => sum + packedBytes(policy), 0);
  return Math.ceil(tagBytes * percentPerTagByte + policyBytes * percentPerPolicyByte);
}

function packedBytes(text: string): number {
  return deflateRawSync(text).length;
}
