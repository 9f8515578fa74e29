import { booleanAt, type ConfigMap, hasContent, isSet, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { AGENT, isAutoMode } from './association-place.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

export const IRSA_FIELDS = ['serviceAccountRoleARN', 'attachPolicyARNs', 'attachPolicy', 'wellKnownPolicies'];
/** The add-on API carries a role and a service account and nothing else (reference §1.4). */
const REFUSED = ['wellKnownPolicies', 'tags'];
const DROPPED = ['targetRoleARN', 'disableSessionTags', 'policy', 'createServiceAccount'];

/** Each add-on gets its identity in one way (reference §1.4 a to f), and is listed once. */
export function addonIdentity({ config }: RuleInput): Finding[] {
  const seen = new Set<string>();
  return maps(itemsAt(config, 'addons')).flatMap((addon) => {
    const name = textAt(addon, 'name');
    const findings = [...exclusive(addon), ...agent(addon, name, isAutoMode(config)), ...associationFields(addon)];
    if (name === undefined) return findings;
    if (seen.has(name))
      findings.push(finding('addon-duplicate', 'error', `The add-on ${name} is listed twice`, keySpan(addon, 'name')));
    seen.add(name);
    return findings;
  });
}

function exclusive(addon: ConfigMap): Finding[] {
  const irsa = IRSA_FIELDS.filter((field) => hasContent(valueAt(addon, field)));
  const associations = isSet(valueAt(addon, 'podIdentityAssociations'));
  const recommended = booleanAt(addon, 'useDefaultPodIdentityAssociations') === true;
  const findings = irsa.slice(1).map((field) => {
    const message = `${irsa[0]} gives the add-on its role already: keep one of ${irsa.join(', ')}`;
    return finding('addon-identity-exclusive', 'error', message, keySpan(addon, field));
  });
  if (irsa[0] !== undefined && associations) {
    const message = `${irsa[0]} (IRSA) and podIdentityAssociations exclude each other`;
    findings.push(finding('addon-identity-exclusive', 'error', message, keySpan(addon, 'podIdentityAssociations')));
  }
  if (recommended && (associations || irsa[0] !== undefined)) {
    const message = `useDefaultPodIdentityAssociations excludes ${associations ? 'podIdentityAssociations' : irsa[0]}`;
    findings.push(
      finding('addon-identity-exclusive', 'error', message, keySpan(addon, 'useDefaultPodIdentityAssociations')),
    );
  }
  return findings;
}

function agent(addon: ConfigMap, name: string | undefined, autoMode: boolean): Finding[] {
  if (name !== AGENT) return [];
  const findings: Finding[] = [];
  if (hasContent(valueAt(addon, 'podIdentityAssociations'))) {
    const message = 'The agent hands out credentials and takes none: it cannot have associations';
    findings.push(finding('addon-agent-association', 'error', message, keySpan(addon, 'podIdentityAssociations')));
  }
  if (autoMode) {
    const message = 'Auto Mode has the agent built in: the add-on is not needed';
    findings.push(finding('addon-agent-in-auto-mode', 'warning', message, keySpan(addon, 'name')));
  }
  return findings;
}

function associationFields(addon: ConfigMap): Finding[] {
  return maps(itemsAt(addon, 'podIdentityAssociations')).flatMap((entry) => [
    ...REFUSED.filter((field) => hasContent(valueAt(entry, field))).map((field) => {
      const message = `${field} is not possible in the association of an add-on`;
      return finding('addon-association-unsupported-field', 'error', message, keySpan(entry, field));
    }),
    ...DROPPED.filter((field) => hasContent(valueAt(entry, field))).map((field) => {
      const message = `${field} has no effect in the association of an add-on: EKS takes a role and a service account only`;
      return finding('addon-association-unsupported-field', 'warning', message, keySpan(entry, field));
    }),
  ]);
}
