import { type Association, type ChangeRequestOf, irsaAnnotations, owningAddon, type Plan } from '@podpass/inventory';
import { livePods, subjectOf } from '../../observe/pod-usage.ts';
import type { PlanningFacts } from './facts.ts';
import { PlanDraft } from './plan-draft.ts';
import { planRestarts } from './plan-restarting.ts';

/** Plans the deletion of associations, saying whose credentials end. Pure. */
export function planDeleting(
  facts: PlanningFacts,
  associations: Association[],
  missingIds: string[],
  request: ChangeRequestOf<'delete-associations'>,
): Plan {
  const draft = new PlanDraft(facts.cluster);
  for (const id of missingIds) {
    draft.finding('info', 'association-not-found', id, `Association ${id} does not exist (any more).`);
  }
  for (const association of associations) {
    if (isOwned(draft, association)) continue;
    const { associationId, namespace, serviceAccount } = association;
    const step = draft.step(
      { kind: 'delete-association', associationId, namespace, serviceAccount, snapshot: JSON.stringify(association) },
      { goal: true },
    );
    findEffectOnPods(draft, facts, association);
    if (request.restart) planRestarts(draft, facts, [association], [step]);
  }
  const [only] = associations;
  const title =
    request.associationIds.length === 1 && only
      ? `Delete association ${subjectOf(only)}`
      : `Delete ${request.associationIds.length} associations`;
  return draft.finish('delete-associations', title);
}

function isOwned(draft: PlanDraft, association: Association): boolean {
  const owner = owningAddon(association);
  if (!owner) return false;
  const message = `The association of ${subjectOf(association)} belongs to the add-on ${owner}.`;
  draft.finding(
    'blocked',
    'association-owned-by-addon',
    subjectOf(association),
    message,
    `Remove it through the add-on ${owner}.`,
  );
  return true;
}

function findEffectOnPods(
  draft: PlanDraft,
  { cluster, kubernetes, kubernetesProblem }: PlanningFacts,
  association: Association,
): void {
  if (kubernetes === undefined) {
    const message = `Which pods use it now cannot be told: ${kubernetesProblem?.what ?? 'the cluster cannot be asked.'}`;
    draft.finding('warning', 'kubernetes-unavailable', cluster.ref.name, message, kubernetesProblem?.remedy);
    return;
  }
  const subject = subjectOf(association);
  const pods = livePods(kubernetes.pods).filter(
    (pod) => subjectOf(pod) === subject && pod.mechanism === 'pod-identity',
  );
  if (pods.length === 0) return;
  const account = kubernetes.serviceAccounts.find(({ namespace, name }) => `${namespace}/${name}` === subject);
  const irsaRole = account?.annotations[irsaAnnotations.roleArn];
  draft.finding(
    'warning',
    'pods-lose-credentials',
    subject,
    `${pods.length} running ${pods.length === 1 ? 'pod uses' : 'pods use'} it now. They keep their credentials until those end (at most 6 hours), and then get none${irsaRole ? ` until they are restarted; new pods use IRSA with ${irsaRole}` : '; new pods get what their node has'}.`,
    irsaRole ? 'Restart the workloads right after.' : 'Give the service account another way to its role first.',
  );
}
