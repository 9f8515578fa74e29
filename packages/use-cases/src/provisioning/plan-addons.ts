import { type AddonModel, meantVersion } from '@podpass/cluster-config';
import { agentAddonName, AssociationSpec, type CatalogueAddon } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import type { PlanningFacts } from '../changes/planning/facts.ts';
import { planNewRole } from '../changes/planning/plan-roles.ts';
import { flagAt, textAt, textMapAt } from './config-data.ts';
import { specOf } from './association-specs.ts';
import { ownTags, type ProvisioningFacts } from './facts.ts';

/** The add-ons that a cluster cannot do without; they are installed also when they are not listed. */
const networkAddons = ['vpc-cni', 'kube-proxy', 'coredns'];
/** They must be there before nodes can become ready. */
export const beforeNodes: ReadonlySet<string> = new Set([agentAddonName, 'vpc-cni', 'kube-proxy']);

/** The listed add-ons and those that come by themselves, in the order of the listing. */
export function wantedAddons({ model }: Pick<ProvisioningFacts, 'model'>): AddonModel[] {
  const listed = model.addons.filter(({ name }) => name !== undefined);
  const implied = (name: string): AddonModel => ({ name, version: undefined, associations: [], data: { name } });
  if (model.autoMode || flagAt(model.config, 'addonsConfig', 'disableDefaultAddons') === true) return listed;
  const missing = networkAddons.filter((name) => !listed.some((addon) => addon.name === name));
  return [...listed, ...missing.map(implied)];
}

/** The exact version, as the configuration's checks mean it; undefined leaves the default to EKS. */
export function versionOf({ version }: AddonModel, catalogue: CatalogueAddon | undefined): string | undefined {
  if (version === undefined || version === '') return undefined;
  return catalogue === undefined ? version : meantVersion(catalogue, version)?.version;
}

/** Installs one add-on with its roles; gives the step's id, or undefined if a finding blocks it. */
export function planAddon(
  draft: PlanDraft,
  facts: ProvisioningFacts,
  roleFacts: PlanningFacts,
  { addon, after }: { addon: AddonModel; after: string[] },
): string | undefined {
  const name = addon.name ?? '';
  const catalogue = facts.addons.find((each) => each.name === name);
  if (catalogue === undefined && facts.addons.length > 0) {
    const message = `EKS offers no add-on ${name} for Kubernetes ${facts.model.kubernetesVersion ?? ''}.`;
    draft.finding('blocked', 'version-not-offered', name, message);
    return undefined;
  }
  const version = versionOf(addon, catalogue);
  if (addon.version !== undefined && addon.version !== '' && version === undefined) {
    const message = `EKS offers ${name} in no version ${addon.version} for this Kubernetes version.`;
    draft.finding('blocked', 'version-not-offered', name, message, `Choose one of ${versionsOf(catalogue)}.`);
    return undefined;
  }
  const roles = planAddonRoles(draft, facts, roleFacts, addon, catalogue);
  if (roles === undefined) return undefined;
  const resolve = textAt(addon.data, 'resolveConflicts')?.toUpperCase();
  const optional = {
    version,
    configurationValues: textAt(addon.data, 'configurationValues'),
    serviceAccountRoleArn: textAt(addon.data, 'serviceAccountRoleARN'),
    namespace: textAt(addon.data, 'namespaceConfig', 'namespace'),
  };
  return draft.step(
    {
      kind: 'create-addon',
      addon: name,
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<
        Record<keyof typeof optional, string>
      >),
      resolveConflicts: resolve === 'NONE' || resolve === 'PRESERVE' ? resolve : 'OVERWRITE',
      podIdentity: roles.podIdentity,
      tags: {
        ...textMapAt(facts.model.config, 'metadata', 'tags'),
        ...textMapAt(addon.data, 'tags'),
        ...ownTags(facts.ref),
      },
      rolesAreFresh: roles.after.length > 0,
    },
    { dependsOn: [...new Set([...after, ...roles.after])], goal: true },
  );
}

interface AddonRoles {
  podIdentity: { serviceAccount: string; roleArn: string }[];
  after: string[];
}

function planAddonRoles(
  draft: PlanDraft,
  facts: ProvisioningFacts,
  roleFacts: PlanningFacts,
  addon: AddonModel,
  catalogue: CatalogueAddon | undefined,
): AddonRoles | undefined {
  const name = addon.name ?? '';
  const specs: AssociationSpec[] = [];
  const result: AddonRoles = { podIdentity: [], after: [] };
  for (const { data } of addon.associations) {
    const spec = specOf(draft, data, `addons.${name}`);
    if (spec === undefined) return undefined;
    if (spec.role.kind === 'existing')
      result.podIdentity.push({ serviceAccount: spec.serviceAccount, roleArn: spec.role.roleArn });
    else specs.push(spec);
  }
  if (wantsRecommended(facts, addon, catalogue)) {
    specs.push(...recommended(draft, facts, addon, catalogue?.defaultNamespace ?? 'kube-system'));
  }
  for (const spec of specs) {
    if (spec.role.kind !== 'new') continue;
    const role = planNewRole(draft, roleFacts, { ...spec, role: spec.role });
    if (role === undefined) return undefined;
    result.podIdentity.push({ serviceAccount: spec.serviceAccount, roleArn: role.arn });
    result.after.push(...role.after);
  }
  return result;
}

/** Where the configuration says nothing of its permissions, and the agent is there to give them. */
export function wantsRecommended(
  { model }: Pick<ProvisioningFacts, 'model'>,
  addon: AddonModel,
  catalogue: CatalogueAddon | undefined,
): boolean {
  if (addon.associations.length > 0 || textAt(addon.data, 'serviceAccountRoleARN') !== undefined) return false;
  const agent = model.autoMode || model.addons.some(({ name }) => name === agentAddonName);
  if (!agent) return false;
  const asked =
    flagAt(addon.data, 'useDefaultPodIdentityAssociations') === true ||
    flagAt(model.config, 'addonsConfig', 'autoApplyPodIdentityAssociations') === true;
  if (asked) return true;
  // The node role serves the network plugin, as it always did; other add-ons would have no permissions at all.
  const needs = catalogue?.versions.some(({ requiresIamPermissions }) => requiresIamPermissions) ?? false;
  return needs && addon.name !== 'vpc-cni';
}

function recommended(draft: PlanDraft, facts: ProvisioningFacts, addon: AddonModel, namespace: string) {
  const name = addon.name ?? '';
  const boundary = textAt(addon.data, 'permissionsBoundary');
  const wanted = facts.addonDetails.get(name)?.podIdentity ?? [];
  return wanted.flatMap(({ serviceAccount, recommendedManagedPolicies }) => {
    if (recommendedManagedPolicies.length === 0) {
      const message = `EKS recommends no policy for ${name}'s service account ${serviceAccount}: it gets no role.`;
      draft.finding('warning', 'config-not-supported', name, message, 'Name its role in podIdentityAssociations.');
      return [];
    }
    return AssociationSpec.parse({
      namespace,
      serviceAccount,
      role: {
        kind: 'new',
        policyArns: recommendedManagedPolicies,
        ...(boundary === undefined ? {} : { permissionsBoundaryArn: boundary }),
      },
    });
  });
}

function versionsOf(catalogue: CatalogueAddon | undefined): string {
  const offered = catalogue?.versions.filter(({ compatible }) => compatible) ?? [];
  return offered
    .slice(0, 5)
    .map(({ version }) => version)
    .join(', ');
}
