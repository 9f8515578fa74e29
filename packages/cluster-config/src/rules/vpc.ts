import { booleanAt, type ConfigMap, hasContent, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ['securityGroup', 'controlPlaneSecurityGroupIDs'],
  ['controlPlaneSubnetIDs', 'controlPlaneOnPrivateSubnets'],
];

/** Fields of the network that exclude or need each other (reference §1.1, vpc and zones). */
export function vpc({ config }: RuleInput): Finding[] {
  const map = mapAt(config, 'vpc');
  return [...(map === undefined ? [] : inVpc(map)), ...zones(config)];
}

function inVpc(map: ConfigMap): Finding[] {
  const findings: Finding[] = EXCLUSIVE.filter((pair) => pair.every((field) => hasContent(valueAt(map, field)))).map(
    ([left, right]) =>
      finding('vpc-exclusive', 'error', `${left} and ${right} exclude each other`, keySpan(map, right)),
  );
  const pair = ['ipv6Cidr', 'ipv6Pool'].filter((field) => hasContent(valueAt(map, field)));
  if (pair.length === 1) {
    findings.push(finding('vpc-cidr', 'error', 'ipv6Cidr and ipv6Pool need each other', keySpan(map, ...pair)));
  }
  const endpoints = mapAt(map, 'clusterEndpoints');
  if (booleanAt(endpoints, 'publicAccess') === false && booleanAt(endpoints, 'privateAccess') === false) {
    const message = 'At least one of publicAccess and privateAccess must be true, or nobody reaches the Kubernetes API';
    findings.push(finding('vpc-endpoints', 'error', message, keySpan(map, 'clusterEndpoints')));
  }
  if (
    booleanAt(map, 'manageSharedNodeSecurityGroupRules') === false &&
    !hasContent(valueAt(map, 'sharedNodeSecurityGroup'))
  ) {
    const message = 'Rules can be left alone in a shared group of your own only: set sharedNodeSecurityGroup';
    findings.push(finding('vpc-exclusive', 'error', message, keySpan(map, 'manageSharedNodeSecurityGroupRules')));
  }
  return findings;
}

function zones(config: ConfigMap): Finding[] {
  const list = itemsAt(config, 'availabilityZones');
  const findings: Finding[] = [];
  if (list.length === 1) {
    findings.push(
      finding('zones-too-few', 'error', 'EKS needs at least two zones', keySpan(config, 'availabilityZones')),
    );
  }
  if (list.length > 0 && hasContent(valueAt(config, 'vpc', 'subnets'))) {
    const message = 'availabilityZones are for a new VPC; vpc.subnets name an existing one';
    findings.push(finding('vpc-exclusive', 'error', message, keySpan(config, 'availabilityZones')));
  }
  if (!hasContent(valueAt(config, 'localZones'))) return findings;
  const local = (message: string): Finding => finding('local-zones', 'error', message, keySpan(config, 'localZones'));
  if (hasContent(valueAt(config, 'vpc', 'id'))) findings.push(local('Local zones are not possible in an existing VPC'));
  if (textAt(config, 'vpc', 'nat', 'gateway') === 'HighlyAvailable')
    findings.push(local('Local zones exclude a highly available NAT gateway'));
  if (booleanAt(config, 'privateCluster', 'enabled') === true)
    findings.push(local('Local zones exclude a fully private cluster'));
  return findings;
}
