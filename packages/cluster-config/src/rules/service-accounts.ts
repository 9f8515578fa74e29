import { booleanAt, hasContent, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { DNS_LABEL, DNS_SUBDOMAIN } from '../schema/patterns.ts';
import { finding, firstKey, keySpan, maps, type RuleInput, withFix } from './rule.ts';

const SOURCES = ['attachPolicyARNs', 'attachPolicy', 'wellKnownPolicies', 'attachRoleARN'];

/** IRSA accounts: some permissions, unique names, and an OIDC provider (reference §1.3). */
export function serviceAccounts(input: RuleInput): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const entries = maps(itemsAt(input.config, 'iam', 'serviceAccounts'));
  for (const entry of entries) {
    if (!SOURCES.some((field) => hasContent(valueAt(entry, field)))) {
      const message = `Needs at least one of ${SOURCES.join(', ')}`;
      findings.push(finding('service-account-permissions-missing', 'error', message, firstKey(entry)));
    }
    const name = textAt(entry, 'metadata', 'name');
    const namespace = textAt(entry, 'metadata', 'namespace') ?? 'default';
    if (name === undefined || name === '') continue;
    const at = valueAt(entry, 'metadata', 'name')?.span ?? firstKey(entry);
    if (!DNS_SUBDOMAIN.test(name) || !DNS_LABEL.test(namespace)) {
      const message = `${namespace}/${name} cannot name a service account: lower-case letters, digits and hyphens`;
      findings.push(finding('service-account-name-invalid', 'error', message, at));
    }
    const account = `${namespace}/${name}`;
    if (seen.has(account))
      findings.push(finding('service-account-duplicate', 'error', `${account} stands twice here`, at));
    seen.add(account);
  }
  return [...findings, ...withoutOidc(input, entries.length > 0)];
}

function withoutOidc(input: RuleInput, any: boolean): Finding[] {
  const iam = valueAt(input.config, 'iam');
  if (!any || iam?.kind !== 'map' || booleanAt(iam, 'withOIDC') !== false) return [];
  const message = 'IRSA accounts need withOIDC: true';
  const found = finding('service-account-without-oidc', 'error', message, keySpan(iam, 'withOIDC'));
  return [
    withFix(input, found, 'Set withOIDC: true', {
      kind: 'set',
      target: 'config',
      path: ['iam', 'withOIDC'],
      value: true,
    }),
  ];
}
