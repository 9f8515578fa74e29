import { booleanAt, hasContent, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** What each way of authentication knows: access entries, the aws-auth config map, or both (reference §1.1, accessConfig). */
export function accessMode({ config }: RuleInput): Finding[] {
  const access = mapAt(config, 'accessConfig');
  const mode = textAt(access, 'authenticationMode');
  if (access === undefined) return [];
  const findings: Finding[] = [];
  if (mode === 'CONFIG_MAP' && hasContent(valueAt(access, 'accessEntries'))) {
    const message = 'The mode CONFIG_MAP knows no access entries';
    findings.push(finding('access-config-map-only', 'error', message, keySpan(access, 'accessEntries')));
  }
  if (mode === 'CONFIG_MAP' && booleanAt(access, 'bootstrapClusterCreatorAdminPermissions') === false) {
    const message = 'With CONFIG_MAP, the creator of a cluster is always its administrator';
    const at = keySpan(access, 'bootstrapClusterCreatorAdminPermissions');
    findings.push(finding('access-config-map-only', 'error', message, at));
  }
  for (const section of mode === 'API' ? ['iamIdentityMappings', 'identityMappings'] : []) {
    if (!hasContent(valueAt(config, section))) continue;
    const message = 'The mode API does not read aws-auth: use access entries, or the mode API_AND_CONFIG_MAP';
    findings.push(finding('access-api-only', 'error', message, keySpan(config, section)));
  }
  return findings;
}
