import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { findCollisions } from './collisions.ts';
import { textMapAt } from './config-data.ts';
import { isOwn, ownTags, type ProvisioningFacts, stackNameOf } from './facts.ts';
import type { NetworkPlan } from './network-plan.ts';
import { autoModeRoleOf } from './plan-cluster.ts';
import { fargateRoleOf } from './plan-fargate.ts';
import type { PlannedNodeGroup } from './plan-node-groups.ts';
import { findQuotas } from './quotas.ts';
import { type InUse, stackChange } from './stack-change.ts';
import { isSteady } from './steps/stack.ts';
import { type StackContent, type StackRole, stackTemplate } from './stack-template.ts';

/** What the cluster stands on: made as one stack, or added to the stack that it has. Gives its step, if it needs one. */
export function planStack(
  draft: PlanDraft,
  facts: ProvisioningFacts,
  network: NetworkPlan,
  groups: PlannedNodeGroup[],
  clusterRole: StackRole | undefined,
): string[] {
  const { ref, model, stackTemplate: present } = facts;
  const roles = [clusterRole, autoModeRoleOf(facts), fargateRoleOf(facts), ...groups.map(({ role }) => role)];
  const content = {
    clusterName: ref.name,
    vpc: network.vpc,
    roles: roles.filter((role) => role !== undefined),
    launchTemplates: groups.flatMap(({ launchTemplate }) => launchTemplate ?? []),
  };
  const wanted = stackTemplate(content);
  const change = present === undefined ? undefined : stackChange(present, wanted, inUse(facts, content, groups));
  const isMade = change === undefined ? () => true : (id: string) => change.added.includes(id);
  findCollisions(draft, facts, { ...content, roles: content.roles.filter(({ logicalId }) => isMade(logicalId)) });
  findQuotas(draft, facts, content);
  if (content.vpc === undefined && content.roles.length === 0 && content.launchTemplates.length === 0) return [];
  if (change !== undefined) tellKept(draft, facts, change.kept);
  else if (facts.stack !== undefined && isOwn(facts.stack.tags, ref) && isSteady(facts.stack))
    tellUnread(draft, stackNameOf(ref));
  const tags = { ...textMapAt(model.config, 'metadata', 'tags'), ...ownTags(ref) };
  const base = { kind: 'create-stack', region: ref.region, stackName: stackNameOf(ref), tags } as const;
  const changes = change !== undefined && change.added.length + change.changed.length > 0;
  return [
    draft.step(changes ? { ...base, template: change.template, before: present } : { ...base, template: wanted }),
  ];
}

/** A node group needs its role and launch template as they are while it exists, the cluster everything else. */
function inUse(
  { live, present }: ProvisioningFacts,
  { roles, launchTemplates }: StackContent,
  groups: PlannedNodeGroup[],
): InUse {
  const stands = live !== undefined && live.status !== 'FAILED';
  const ofNetwork = (id: string) => [...roles, ...launchTemplates].every(({ logicalId }) => logicalId !== id);
  const groupOf = new Map(
    groups.flatMap(({ action, role, launchTemplate }) =>
      [role, launchTemplate].flatMap((part) => (part === undefined ? [] : [[part.logicalId, action.nodeGroup]])),
    ),
  );
  const made = present?.nodeGroups.filter(({ status }) => status !== 'CREATE_FAILED').map(({ name }) => name);
  return (logicalId, isThere) => {
    const group = groupOf.get(logicalId);
    if (group !== undefined && made !== undefined) return made.includes(group);
    return stands && (isThere || ofNetwork(logicalId));
  };
}

function tellUnread(draft: PlanDraft, stack: string): void {
  const message = `The stack ${stack} exists and its template may not be read: nothing is added to it.`;
  draft.finding('warning', 'stack-unfit', stack, message, 'Allow cloudformation:GetTemplate, then plan again.');
}

function tellKept(draft: PlanDraft, { ref, live }: ProvisioningFacts, kept: string[]): void {
  if (kept.length === 0) return;
  const stack = stackNameOf(ref);
  if (live === undefined || live.status === 'FAILED') {
    const message = `The stack ${stack} is left of an earlier attempt, with another network: ${kept.join(', ')}.`;
    const remedy = 'Delete the stack, or configure the network as it was.';
    draft.finding('blocked', 'stack-unfit', stack, message, remedy);
    return;
  }
  const message = `The stack ${stack} exists, and what is in use of it is not changed although it is configured otherwise: ${kept.join(', ')}.`;
  const remedy = 'A network or role in use is changed by hand; a node group gets other settings under another name.';
  draft.finding('warning', 'kept-as-is', stack, message, remedy);
}
