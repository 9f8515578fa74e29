import { flagAt, itemsAt, textAt, textMapAt, textsAt } from './config-data.ts';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { ownTags, type ProvisioningFacts } from './facts.ts';

/**
 * The access entries of the configuration. Gives the steps after which the console itself may change the cluster: at
 * once as its creator, or with its own entry.
 */
export function planAccess(draft: PlanDraft, facts: ProvisioningFacts, active: string): string[] {
  const { model, ref } = facts;
  const entries = itemsAt(model.config, 'accessConfig', 'accessEntries');
  const made = entries.map((entry) => {
    const username = textAt(entry, 'kubernetesUsername');
    const action = {
      kind: 'create-access-entry',
      principalArn: textAt(entry, 'principalARN') ?? '',
      type: textAt(entry, 'type') ?? 'STANDARD',
      groups: textsAt(entry, 'kubernetesGroups'),
      ...(username === undefined ? {} : { username }),
      policies: itemsAt(entry, 'accessPolicies').map((policy) => ({
        policyArn: textAt(policy, 'policyARN') ?? '',
        scope: textAt(policy, 'accessScope', 'type') === 'namespace' ? ('namespace' as const) : ('cluster' as const),
        namespaces: textsAt(policy, 'accessScope', 'namespaces'),
      })),
      tags: { ...textMapAt(entry, 'tags'), ...ownTags(ref) },
    } as const;
    return draft.step(action, { dependsOn: [active], goal: true });
  });
  const creatorIsAdmin = flagAt(model.config, 'accessConfig', 'bootstrapClusterCreatorAdminPermissions') !== false;
  if (creatorIsAdmin) return [active];
  if (!entries.some((entry) => textAt(entry, 'principalARN') === facts.caller)) findShutOut(draft, facts);
  return [active, ...made];
}

function findShutOut(draft: PlanDraft, { model, blueprint, caller, ref }: ProvisioningFacts): void {
  const inCluster =
    Object.values(blueprint?.components ?? {}).includes(true) ||
    model.serviceAccounts.some(({ data }) => flagAt(data, 'roleOnly') !== true) ||
    model.associations.some(({ createServiceAccount }) => createServiceAccount);
  const message = `Nothing gives the console's identity ${caller} access to ${ref.name}.`;
  const remedy = `Give it an access entry with AmazonEKSClusterAdminPolicy, or leave bootstrapClusterCreatorAdminPermissions on.`;
  draft.finding(inCluster ? 'blocked' : 'warning', 'kubernetes-unavailable', ref.name, message, remedy);
}
