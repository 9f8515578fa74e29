import { itemsAt, mapAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** Hybrid nodes: at most one network of nodes and one of pods, and no pods without nodes (reference §1.1, others). */
export function remoteNetwork({ config }: RuleInput): Finding[] {
  const section = mapAt(config, 'remoteNetworkConfig');
  if (section === undefined) return [];
  const findings = ['remoteNodeNetworks', 'remotePodNetworks']
    .filter((field) => itemsAt(section, field).length > 1)
    .map((field) => finding('remote-network', 'error', 'EKS takes one network here', keySpan(section, field)));
  if (itemsAt(section, 'remotePodNetworks').length > 0 && itemsAt(section, 'remoteNodeNetworks').length === 0) {
    const message = 'A network of pods needs a network of the nodes that they run on';
    findings.push(finding('remote-network', 'error', message, keySpan(section, 'remotePodNetworks')));
  }
  return findings;
}
