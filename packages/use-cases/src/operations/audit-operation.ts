import type { DocumentChange } from '@podpass/inventory';
import type { OperationEnd } from '@podpass/operations';
import type { Environment } from '../environment.ts';

/** Writes what an operation did into the audit log: every document that took effect, before and after. */
export async function auditOperation(
  env: Pick<Environment, 'operations' | 'audit' | 'now'>,
  { operation, requesterRole, finished, state: outcome }: OperationEnd,
): Promise<void> {
  const effective = operation.plan.steps.filter((step) => finished.get(step.id)?.state === 'done');
  const documents = outcome === 'undone' ? [] : effective.flatMap((step) => step.documents);
  const events = await env.operations.events(operation.id, 0);
  await env.audit.append({
    at: env.now().toISOString(),
    actor: operation.requestedBy,
    role: requesterRole,
    action: operation.plan.kind,
    clusterKey: operation.clusterKey,
    target: operation.plan.title,
    outcome,
    operationId: operation.id,
    once: `${operation.id} ${operation.attempt}`,
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
