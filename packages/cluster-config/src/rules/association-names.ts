import { textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { DNS_LABEL, DNS_SUBDOMAIN } from '../schema/patterns.ts';
import { allAssociations } from './association-place.ts';
import { finding, type RuleInput } from './rule.ts';

/** EKS's model has no pattern for them and takes names that no pod can have, so they are checked here (eks-and-iam §1.1). */
export function associationNames({ config }: RuleInput): Finding[] {
  return allAssociations(config).flatMap(({ entry }) => [
    ...check(entry, 'namespace', DNS_LABEL, 'a namespace: up to 63 lower-case letters, digits and hyphens'),
    ...check(
      entry,
      'serviceAccountName',
      DNS_SUBDOMAIN,
      'a service account: up to 253 lower-case letters, digits, hyphens and dots',
    ),
  ]);
}

function check(entry: Parameters<typeof textAt>[0], field: string, pattern: RegExp, says: string): Finding[] {
  const written = textAt(entry, field);
  const value = valueAt(entry, field);
  if (written === undefined || written === '' || pattern.test(written) || value === undefined) return [];
  const wildcard = written.includes('*') ? ' Associations know no wildcards.' : '';
  const message = `${JSON.stringify(written.slice(0, 80))} cannot name ${says}.${wildcard}`;
  return [finding('association-name-invalid', 'error', message, value.span)];
}
