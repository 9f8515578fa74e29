import type { Finding } from '../diagnostic.ts';
import { accessEntries } from './access-entries.ts';
import { addonConfiguration } from './addon-configuration.ts';
import { addonIdentity } from './addon-identity.ts';
import { addonNamespace } from './addon-namespace.ts';
import { associationAgent } from './association-agent.ts';
import { associationArns } from './association-arns.ts';
import { associationDuplicates } from './association-duplicates.ts';
import { associationNames } from './association-names.ts';
import { associationPermissions } from './association-permissions.ts';
import { associationPolicies } from './association-policies.ts';
import { autoMode } from './auto-mode.ts';
import { ingressWithAgent } from './ingress-with-agent.ts';
import { ipv6 } from './ipv6.ts';
import { loggingAndEncryption } from './logging-and-encryption.ts';
import { namesDiffer } from './names-differ.ts';
import { nodeGroupTemplates } from './node-group-templates.ts';
import { nodeGroups } from './node-groups.ts';
import type { Rule, RuleInput } from './rule.ts';
import { serviceAccounts } from './service-accounts.ts';
import { smallSections } from './small-sections.ts';
import { vpc } from './vpc.ts';

/** Every rule, the most important first; findings are sorted by place afterwards. */
const RULES: readonly Rule[] = [
  ...[associationPermissions, associationNames, associationArns, associationPolicies],
  ...[associationDuplicates, associationAgent, serviceAccounts],
  ...[addonIdentity, addonNamespace, addonConfiguration, ingressWithAgent],
  ...[
    nodeGroups,
    nodeGroupTemplates,
    vpc,
    accessEntries,
    autoMode,
    loggingAndEncryption,
    ipv6,
    namesDiffer,
    smallSections,
  ],
];

export function runRules(input: RuleInput): Finding[] {
  return RULES.flatMap((rule) => rule(input));
}
