import { type Association, type ChangeRequestOf, owningAddon, type Plan } from '@podpass/inventory';
import { livePods, subjectOf } from '../../observe/pod-usage.ts';
import type { PlanningFacts } from './facts.ts';
import { PlanDraft } from './plan-draft.ts';
import { planRestarts } from './plan-restarting.ts';
import { planExistingRole } from './plan-roles.ts';
import { sameJson } from './same-json.ts';
import { findTargetRoleNeeds } from './target-role-findings.ts';

type UpdateRequest = ChangeRequestOf<'update-association'>;

/** Plans the update of one association: only what differs is sent. Pure. */
export function planUpdating(facts: PlanningFacts, association: Association, request: UpdateRequest): Plan {
  const draft = new PlanDraft(facts.cluster);
  const subject = subjectOf(association);
  const owner = owningAddon(association);
  if (owner) {
    const message = `This association belongs to the add-on ${owner}, whose next update would overwrite the edit.`;
    draft.finding('blocked', 'association-owned-by-addon', subject, message, `Change it through the add-on ${owner}.`);
    return draft.finish('update-association', `Update association ${subject}`);
  }
  const difference = differenceOf(association, request);
  findInvalidSessionPolicy(draft, association, difference, subject);
  const tagChange = request.tags && tagDifference(association.tags, request.tags);
  const settings = planSettings(draft, facts, association, request, difference);
  // After the settings: if EKS refuses those, nothing of the edit is done.
  const changed = settings && [...settings, ...planTags(draft, association, tagChange, settings)];
  if (changed === undefined) return draft.finish('update-association', `Update association ${subject}`);
  if (changed.length === 0 && !request.restart) {
    draft.finding('info', 'nothing-to-change', subject, 'The association already has these settings.');
  }
  findEffectOnPods(draft, facts, association, changed.length > 0 && !request.restart);
  if (request.restart) planRestarts(draft, facts, [association], changed);
  return draft.finish('update-association', `Update association ${subject}`);
}

interface Difference {
  roleArn?: string;
  targetRoleArn?: string | null;
  disableSessionTags?: boolean;
  sessionPolicy?: string | null;
}

function differenceOf(association: Association, request: UpdateRequest): Difference {
  const { roleArn, targetRoleArn, disableSessionTags, sessionPolicy } = request;
  return {
    ...(roleArn !== undefined && roleArn !== association.roleArn ? { roleArn } : {}),
    ...(targetRoleArn !== undefined && targetRoleArn !== (association.targetRoleArn ?? null) ? { targetRoleArn } : {}),
    ...(disableSessionTags !== undefined && disableSessionTags !== association.disableSessionTags
      ? { disableSessionTags }
      : {}),
    ...(sessionPolicy !== undefined && !sameJson(sessionPolicy ?? undefined, association.sessionPolicy)
      ? { sessionPolicy }
      : {}),
  };
}

/** eks-and-iam §1.1: a session policy requires that session tags are switched off. */
function findInvalidSessionPolicy(
  draft: PlanDraft,
  association: Association,
  difference: Difference,
  subject: string,
): void {
  const policy =
    difference.sessionPolicy === undefined ? association.sessionPolicy : (difference.sessionPolicy ?? undefined);
  const tagsOff = difference.disableSessionTags ?? association.disableSessionTags;
  if (policy !== undefined && !tagsOff) {
    const message = 'A session policy needs session tags switched off.';
    draft.finding(
      'blocked',
      'session-policy-needs-tags-off',
      subject,
      message,
      'Switch session tags off, or remove the session policy.',
    );
  }
}

/** Ids of its steps; undefined if a finding blocks them. */
function planSettings(
  draft: PlanDraft,
  facts: PlanningFacts,
  association: Association,
  request: UpdateRequest,
  difference: Difference,
): string[] | undefined {
  const { namespace, serviceAccount } = association;
  const sessionTags = !(difference.disableSessionTags ?? association.disableSessionTags);
  const roleMatters = [difference.roleArn, difference.disableSessionTags, request.fixTrust].some(
    (setting) => setting !== undefined,
  );
  const role = roleMatters
    ? planExistingRole(draft, facts, {
        roleArn: difference.roleArn ?? association.roleArn,
        fixTrust: request.fixTrust,
        users: [{ namespace, serviceAccount, sessionTags }],
      })
    : { after: [], fresh: false };
  if (!role) return undefined;
  // A fixed trust by itself changes nothing of the association, and EKS refuses an update without a change.
  if (Object.keys(difference).length === 0) return role.after;
  findTargetRoleNeeds(draft, difference.targetRoleArn, sessionTags);
  return [
    draft.step(
      {
        kind: 'update-association',
        associationId: association.associationId,
        ...difference,
        roleIsFresh: role.fresh,
        previous: {
          roleArn: association.roleArn,
          targetRoleArn: association.targetRoleArn ?? null,
          disableSessionTags: association.disableSessionTags,
          sessionPolicy: association.sessionPolicy ?? null,
        },
      },
      { dependsOn: role.after, goal: true },
    ),
  ];
}

interface TagChange {
  set: Record<string, string>;
  remove: string[];
}

function tagDifference(before: Record<string, string>, after: Record<string, string>): TagChange {
  return {
    set: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
    // Tags of AWS's own stay whatever the form says: nobody but AWS can remove them.
    remove: Object.keys(before).filter((key) => !(key in after) && !/^aws:/i.test(key)),
  };
}

function planTags(
  draft: PlanDraft,
  { associationArn, associationId }: Association,
  change: TagChange | undefined,
  dependsOn: string[],
): string[] {
  if (!change || (Object.keys(change.set).length === 0 && change.remove.length === 0)) return [];
  return [draft.step({ kind: 'tag-association', associationArn, associationId, ...change }, { dependsOn, goal: true })];
}

/** Credentials that were handed out stay valid: six hours, or 59 minutes with a target role (eks-and-iam §1.1). */
function findEffectOnPods(draft: PlanDraft, facts: PlanningFacts, association: Association, matters: boolean): void {
  const pods = livePods(facts.kubernetes?.pods ?? []).filter((pod) => subjectOf(pod) === subjectOf(association));
  if (!matters || pods.length === 0) return;
  const lasting = association.targetRoleArn ? '59 minutes' : '6 hours';
  const message = `${pods.length} running ${pods.length === 1 ? 'pod keeps' : 'pods keep'} the present credentials for up to ${lasting}, unless restarted.`;
  draft.finding(
    'info',
    'pods-keep-old-credentials',
    subjectOf(association),
    message,
    'Choose "Restart workloads" for immediate effect.',
  );
}
