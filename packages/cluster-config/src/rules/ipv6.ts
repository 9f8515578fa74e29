import { booleanAt, type ConfigMap, hasContent, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { AGENT, addonNamed, isAutoMode } from './association-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** What IPv6 needs and excludes (reference §1.1, kubernetesNetworkConfig). */
export function ipv6({ config }: RuleInput): Finding[] {
  const network = mapAt(config, 'kubernetesNetworkConfig');
  const six = textAt(network, 'ipFamily')?.toLowerCase() === 'ipv6';
  const vpc = mapAt(config, 'vpc');
  const wrong = (message: string, map: ConfigMap, field: string): Finding =>
    finding('ipv6-requirements', 'error', message, keySpan(map, field));
  const findings: Finding[] = [];
  if (!six || network === undefined) {
    for (const field of ['ipv6Cidr', 'extraIPv6CIDRs']) {
      if (vpc !== undefined && hasContent(valueAt(vpc, field)))
        findings.push(wrong(`${field} needs ipFamily: IPv6`, vpc, field));
    }
    return findings;
  }
  if (hasContent(valueAt(network, 'serviceIPv4CIDR')))
    findings.push(wrong('serviceIPv4CIDR is not possible with IPv6', network, 'serviceIPv4CIDR'));
  if (vpc !== undefined && hasContent(valueAt(vpc, 'nat')))
    findings.push(wrong('IPv6 takes no NAT settings', vpc, 'nat'));
  if (vpc !== undefined && booleanAt(vpc, 'autoAllocateIPv6') === true)
    findings.push(wrong('autoAllocateIPv6 is for IPv4 clusters', vpc, 'autoAllocateIPv6'));
  if (itemsAt(config, 'localZones').length > 0)
    findings.push(wrong('Local zones are not possible with IPv6', config, 'localZones'));
  return isAutoMode(config) ? findings : [...findings, ...addons(config, network)];
}

function addons(config: ConfigMap, network: ConfigMap): Finding[] {
  const at = keySpan(network, 'ipFamily');
  const findings: Finding[] = [];
  if (addonNamed(config, 'coredns') === undefined)
    findings.push(finding('ipv6-requirements', 'error', 'IPv6 needs the add-on coredns to be listed', at));
  const cni = addonNamed(config, 'vpc-cni');
  if (cni === undefined) return findings;
  findings.push(...tooOld(cni));
  const agent = addonNamed(config, AGENT) !== undefined;
  if (!agent && booleanAt(config, 'iam', 'withOIDC') !== true) {
    const message = `With IPv6, vpc-cni needs an identity: list ${AGENT}, or set iam.withOIDC`;
    findings.push(finding('ipv6-requirements', 'error', message, keySpan(cni, 'name')));
  }
  const given =
    booleanAt(config, 'addonsConfig', 'autoApplyPodIdentityAssociations') === true ||
    booleanAt(cni, 'useDefaultPodIdentityAssociations') === true ||
    hasContent(valueAt(cni, 'podIdentityAssociations'));
  if (agent && !given) {
    const message =
      'With IPv6 and the agent, vpc-cni needs an association: its own, the recommended one, or autoApplyPodIdentityAssociations';
    findings.push(finding('ipv6-requirements', 'error', message, keySpan(cni, 'name')));
  }
  return findings;
}

/** vpc-cni assigns IPv6 addresses since 1.10.0. */
function tooOld(cni: ConfigMap): Finding[] {
  const value = valueAt(cni, 'version');
  const minor = /^v?1\.(\d+)(?:\.|$)/.exec(textAt(value) ?? '')?.[1];
  if (value === undefined || minor === undefined || Number(minor) >= 10) return [];
  return [finding('ipv6-requirements', 'error', 'IPv6 needs vpc-cni 1.10.0 or later', value.span)];
}
