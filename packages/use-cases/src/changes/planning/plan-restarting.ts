import type { ChangeRequestOf, Plan, Workload } from '@podpass/inventory';
import { livePods, subjectOf } from '../../observe/pod-usage.ts';
import type { PlanningFacts } from './facts.ts';
import { PlanDraft } from './plan-draft.ts';

/** Plans restarts that a person asked for by name. Pure. */
export function planRestarting(facts: PlanningFacts, { workloads }: ChangeRequestOf<'restart-workloads'>): Plan {
  const draft = new PlanDraft(facts.cluster);
  const known = facts.kubernetes?.workloads ?? [];
  if (facts.kubernetesProblem) {
    draft.finding(
      'blocked',
      'kubernetes-unavailable',
      facts.cluster.ref.name,
      facts.kubernetesProblem.what,
      facts.kubernetesProblem.remedy,
    );
  }
  const distinct = new Map(workloads.map((each) => [`${each.kind} ${each.namespace}/${each.name}`, each]));
  for (const [subject, { kind, namespace, name }] of distinct) {
    const found = known.find(
      (workload) => workload.kind === kind && workload.namespace === namespace && workload.name === name,
    );
    if (found?.restartable) restart(draft, found, []);
    else if (!facts.kubernetesProblem) refuse(draft, subject, found, 'blocked');
  }
  const [only] = workloads;
  const title =
    workloads.length === 1 && only
      ? `Restart ${only.kind} ${only.namespace}/${only.name}`
      : `Restart ${workloads.length} workloads`;
  return draft.finish('restart-workloads', title);
}

/** Adds restarts of everything that runs with these service accounts, after the steps that change their associations. */
export function planRestarts(
  draft: PlanDraft,
  facts: PlanningFacts,
  accounts: { namespace: string; serviceAccount: string }[],
  dependsOn: string[],
): void {
  if (facts.kubernetes === undefined) {
    const message = `No workload can be restarted: ${facts.kubernetesProblem?.what ?? 'the cluster cannot be asked.'}`;
    draft.finding(
      'warning',
      'kubernetes-unavailable',
      facts.cluster.ref.name,
      message,
      facts.kubernetesProblem?.remedy,
    );
    return;
  }
  const subjects = new Set(accounts.map(subjectOf));
  const busy = new Set(livePods(facts.kubernetes.pods).map(subjectOf));
  for (const workload of facts.kubernetes.workloads.filter((item) => subjects.has(subjectOf(item)))) {
    if (workload.restartable) restart(draft, workload, dependsOn);
    else if (busy.has(subjectOf(workload)))
      refuse(draft, `${workload.kind} ${workload.namespace}/${workload.name}`, workload, 'manual');
  }
}

function restart(draft: PlanDraft, { kind, namespace, name }: Workload, dependsOn: string[]): void {
  draft.step({ kind: 'restart-workload', workload: { kind, namespace, name } }, { dependsOn, goal: true });
}

function refuse(draft: PlanDraft, subject: string, found: Workload | undefined, severity: 'blocked' | 'manual'): void {
  draft.finding(
    severity,
    'workload-not-restartable',
    subject,
    found ? `${subject} does not replace its pods by itself.` : `There is no ${subject}.`,
    found ? 'Delete its pods, or start it again, when it suits you.' : 'Refresh the page.',
  );
}
