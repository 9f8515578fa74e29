import { booleanAt, hasContent, itemsAt, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ['securityGroup', 'controlPlaneSecurityGroupIDs'],
  ['controlPlaneSubnetIDs', 'controlPlaneOnPrivateSubnets'],
];

/** Fields of the network that exclude or need each other (reference §1.1, vpc). */
export function vpcExclusive({ config }: RuleInput): Finding[] {
  const vpc = mapAt(config, 'vpc');
  if (vpc === undefined) return [];
  const findings: Finding[] = EXCLUSIVE.filter((pair) => pair.every((field) => hasContent(valueAt(vpc, field)))).map(
    ([left, right]) =>
      finding('vpc-exclusive', 'error', `${left} and ${right} exclude each other`, keySpan(vpc, right)),
  );
  const own = hasContent(valueAt(vpc, 'sharedNodeSecurityGroup'));
  if (booleanAt(vpc, 'manageSharedNodeSecurityGroupRules') === false && !own) {
    const message = 'Rules can be left alone in a shared group of your own only: set sharedNodeSecurityGroup';
    findings.push(finding('vpc-exclusive', 'error', message, keySpan(vpc, 'manageSharedNodeSecurityGroupRules')));
  }
  if (itemsAt(config, 'availabilityZones').length > 0 && hasContent(valueAt(vpc, 'subnets'))) {
    const message = 'availabilityZones are for a new VPC; vpc.subnets name an existing one';
    findings.push(finding('vpc-exclusive', 'error', message, keySpan(config, 'availabilityZones')));
  }
  return findings;
}
