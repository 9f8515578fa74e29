import { booleanAt, itemsAt, mapAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** Somebody must reach the Kubernetes API (reference §1.1, clusterEndpoints). */
export function vpcEndpoints(input: RuleInput): Finding[] {
  const vpc = mapAt(input.config, 'vpc');
  const endpoints = mapAt(vpc, 'clusterEndpoints');
  if (vpc === undefined || booleanAt(endpoints, 'publicAccess') !== false) return [];
  const findings: Finding[] = [];
  if (booleanAt(endpoints, 'privateAccess') === false) {
    const message = 'At least one of publicAccess and privateAccess must be true, or nobody reaches the Kubernetes API';
    const found = finding('vpc-endpoints', 'error', message, keySpan(vpc, 'clusterEndpoints'));
    const path = ['vpc', 'clusterEndpoints', 'privateAccess'];
    findings.push(withFix(input, found, 'Allow private access', { kind: 'set', target: 'config', path, value: true }));
  }
  if (itemsAt(vpc, 'publicAccessCIDRs').length > 0) {
    const message = 'The public endpoint is off, so publicAccessCIDRs let nobody in';
    findings.push(finding('vpc-endpoints', 'warning', message, keySpan(vpc, 'publicAccessCIDRs')));
  }
  return findings;
}
