import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import type { ProvisioningFacts } from './facts.ts';
import type { StackContent } from './stack-template.ts';

/** What accounts have unless AWS has raised it (eks-and-iam §1.3 and §3.3; VPCs: EC2's own). */
const usual = { clusters: 100, nodeGroups: 30, providers: 100, roles: 1_000, policiesPerRole: 10, vpcs: 5 };

/** Warns where the plan goes beyond a usual quota. AWS may have raised it, so that nothing is blocked. */
export function findQuotas(draft: PlanDraft, facts: ProvisioningFacts, content: StackContent): void {
  const { ref, live, clusters, networks, model, providers, roleArns, stack } = facts;
  const warn = (subject: string, is: string, quota: number) =>
    draft.finding(
      'warning',
      'quota-reached',
      subject,
      `${is}; the usual quota is ${quota}.`,
      'Ask AWS for more, or free some.',
    );
  if (live === undefined && clusters >= usual.clusters)
    warn(ref.region, `There are ${clusters} clusters in ${ref.region}`, usual.clusters);
  const groups = model.nodeGroups.length;
  if (groups > usual.nodeGroups) warn(ref.name, `The configuration has ${groups} node groups`, usual.nodeGroups);
  const vpcs = networks.vpcs.length;
  if (content.vpc !== undefined && stack === undefined && vpcs >= usual.vpcs)
    warn('vpc', `There are ${vpcs} networks in ${ref.region}, and one is to be made`, usual.vpcs);
  const irsa = model.withOidc === true || model.serviceAccounts.length > 0;
  if (irsa && live === undefined && providers >= usual.providers)
    warn(
      'oidc-provider',
      `There are ${providers} OIDC providers in the account, and one is to be made`,
      usual.providers,
    );
  const roles = roleArns?.size ?? 0;
  const more = stack === undefined ? content.roles.length : 0;
  if (roles + more > usual.roles)
    warn('roles', `There are ${roles} roles in the account, and ${more} are to be made`, usual.roles);
  for (const { name, managedPolicyArns } of content.roles) {
    if (managedPolicyArns.length > usual.policiesPerRole)
      warn(name, `The role ${name} is to have ${managedPolicyArns.length} managed policies`, usual.policiesPerRole);
  }
}
