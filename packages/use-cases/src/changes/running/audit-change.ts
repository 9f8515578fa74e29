import type { Change, ChangeState, DocumentChange } from '@podpass/inventory';
import type { Actor, Environment } from '../../environment.ts';
import type { FinishedSteps } from './steps-to-undo.ts';

/** Writes what a change did into the audit log: every document that took effect, before and after. */
export async function auditChange(
  env: Environment,
  actor: Actor,
  change: Change,
  finished: FinishedSteps,
  outcome: ChangeState,
): Promise<void> {
  const effective = change.plan.steps.filter((step) => finished.get(step.id)?.state === 'done');
  const documents = outcome === 'undone' ? [] : effective.flatMap((step) => step.documents);
  const events = await env.changes.events(change.id, 0);
  await env.audit.append({
    at: env.now().toISOString(),
    actor: actor.name,
    role: actor.role,
    action: change.plan.kind,
    clusterKey: change.clusterKey,
    target: change.plan.title,
    outcome,
    changeId: change.id,
    before: side(documents, 'before'),
    after: { documents: side(documents, 'after'), steps: effective.map((step) => step.title) },
    awsRequestIds: events.flatMap((event) => event.awsRequestId ?? event.error?.awsRequestId ?? []),
  });
}

function side(documents: DocumentChange[], which: 'before' | 'after'): Record<string, unknown> {
  return Object.fromEntries(
    documents.map((document) => {
      const text = document[which];
      return [document.title, text === null ? null : JSON.parse(text)];
    }),
  );
}
