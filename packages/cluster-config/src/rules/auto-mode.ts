import { booleanAt, hasContent, isSet, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

const NETWORKING = ['vpc-cni', 'kube-proxy', 'coredns'];

/** What Auto Mode excludes (reference §1.1, autoModeConfig). */
export function autoMode({ config }: RuleInput): Finding[] {
  const auto = mapAt(config, 'autoModeConfig');
  if (auto === undefined) return [];
  const fields = ['nodeRoleARN', 'permissionsBoundaryARN', 'nodePools'].filter((field) => isSet(valueAt(auto, field)));
  if (booleanAt(auto, 'enabled') !== true) {
    return fields.map((field) =>
      finding('auto-mode-disabled-fields', 'error', `${field} needs enabled: true`, keySpan(auto, field)),
    );
  }
  const findings: Finding[] = [];
  const roles = fields.filter((field) => field !== 'nodePools');
  if (roles.length === 2) {
    const message = 'nodeRoleARN and permissionsBoundaryARN exclude each other';
    findings.push(finding('auto-mode-exclusive', 'error', message, keySpan(auto, 'permissionsBoundaryARN')));
  }
  if (isSet(valueAt(auto, 'nodePools')) && itemsAt(auto, 'nodePools').length === 0 && roles[0] !== undefined) {
    const message = `Without node pools there are no nodes to give ${roles[0]} to`;
    findings.push(finding('auto-mode-exclusive', 'error', message, keySpan(auto, roles[0])));
  }
  if (hasContent(valueAt(config, 'outpost'))) {
    findings.push(
      finding('auto-mode-exclusive', 'error', 'Auto Mode does not run on Outposts', keySpan(auto, 'enabled')),
    );
  }
  if (textAt(config, 'accessConfig', 'authenticationMode') === 'CONFIG_MAP') {
    const message =
      'The nodes of Auto Mode join by access entries, which accessConfig.authenticationMode: CONFIG_MAP excludes';
    findings.push(finding('auto-mode-exclusive', 'error', message, keySpan(auto, 'enabled')));
  }
  for (const section of ['managedNodeGroups', 'nodeGroups'].filter((name) => hasContent(valueAt(config, name)))) {
    const message = 'A new cluster in Auto Mode is created without node groups; add them afterwards if you need them';
    findings.push(finding('auto-mode-node-groups', 'error', message, keySpan(config, section)));
  }
  const other = ['fargateProfiles', 'remoteNetworkConfig'].some((name) => hasContent(valueAt(config, name)));
  for (const addon of other
    ? []
    : maps(itemsAt(config, 'addons')).filter((one) => NETWORKING.includes(textAt(one, 'name') ?? ''))) {
    const message = `Auto Mode has ${textAt(addon, 'name')} built in`;
    findings.push(finding('auto-mode-addons', 'error', message, keySpan(addon, 'name')));
  }
  return findings;
}
