import { type ConfigMap, hasContent, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { NODE_ENTRY_TYPES } from '../schema/access-sections.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

/** Principals once each; nodes without people's fields; scopes with the right namespaces (reference §1.1). */
export function accessEntries({ config }: RuleInput): Finding[] {
  const access = mapAt(config, 'accessConfig');
  const entries = maps(itemsAt(access, 'accessEntries'));
  const seen = new Set<string>();
  return entries.flatMap((entry) => [...principal(entry, seen), ...nodeType(entry), ...scopes(entry), ...names(entry)]);
}

function principal(entry: ConfigMap, seen: Set<string>): Finding[] {
  const arn = textAt(entry, 'principalARN');
  const at = valueAt(entry, 'principalARN')?.span;
  if (arn === undefined || arn === '' || at === undefined) return [];
  const findings: Finding[] = [];
  if (!/^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/\S+$/.test(arn)) {
    findings.push(
      finding('access-arn-invalid', 'error', 'Must be the ARN of an IAM role or user, not of a session', at),
    );
  }
  if (seen.has(arn))
    findings.push(finding('access-entry-duplicate', 'error', 'This principal has an entry already', at));
  seen.add(arn);
  return findings;
}

const KEPT_USERS = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];

/** EKS keeps these beginnings of user and group names for itself. */
function names(entry: ConfigMap): Finding[] {
  const user = valueAt(entry, 'kubernetesUsername');
  const groups = itemsAt(entry, 'kubernetesGroups').filter((item) => textAt(item)?.startsWith('system:') === true);
  const found = groups.map((item) =>
    finding(
      'access-entry-names',
      'error',
      'Groups of access entries must not start with system: (use an access policy)',
      item.span,
    ),
  );
  const prefix = KEPT_USERS.find((one) => textAt(user)?.startsWith(one) === true);
  if (user === undefined || prefix === undefined) return found;
  return [...found, finding('access-entry-names', 'error', `User names must not start with ${prefix}`, user.span)];
}

function nodeType(entry: ConfigMap): Finding[] {
  const type = textAt(entry, 'type');
  if (type === undefined || !NODE_ENTRY_TYPES.includes(type)) return [];
  return ['kubernetesGroups', 'kubernetesUsername', 'accessPolicies']
    .filter((field) => hasContent(valueAt(entry, field)))
    .map((field) =>
      finding('access-entry-node-type', 'error', `Entries of type ${type} take no ${field}`, keySpan(entry, field)),
    );
}

function scopes(entry: ConfigMap): Finding[] {
  return maps(itemsAt(entry, 'accessPolicies')).flatMap((policy) => {
    const scope = mapAt(policy, 'accessScope');
    const arn = textAt(policy, 'policyARN');
    const findings: Finding[] = [];
    if (arn !== undefined && !/^arn:aws[a-z-]*:eks::aws:cluster-access-policy\/\S+$/.test(arn)) {
      const message =
        'Must be the ARN of an access policy, like arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
      findings.push(finding('access-arn-invalid', 'error', message, valueAt(policy, 'policyARN')?.span ?? policy.span));
    }
    const some = hasContent(valueAt(scope, 'namespaces'));
    if (scope === undefined) return findings;
    if (textAt(scope, 'type') === 'cluster' && some) {
      findings.push(
        finding('access-entry-scope', 'error', 'The scope cluster takes no namespaces', keySpan(scope, 'namespaces')),
      );
    }
    if (textAt(scope, 'type') === 'namespace' && !some) {
      findings.push(
        finding(
          'access-entry-scope',
          'error',
          'The scope namespace needs at least one namespace',
          keySpan(scope, 'type'),
        ),
      );
    }
    return findings;
  });
}
