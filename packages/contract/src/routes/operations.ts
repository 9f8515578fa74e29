import { eventIterator } from '@orpc/contract';
import { type ErrorCode, Operation, OperationEvent, OperationState, OperationSummary } from '@podpass/inventory';
import { z } from 'zod';
import { ClusterKey, PageLimit, route, TimeCursor } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const one = z.object({ id: z.uuid() });

/** With the cluster's name, where undoing takes a cluster back. */
const confirmed = one.extend({ confirm: z.string().max(100).optional() });

function control<Input extends typeof one | typeof confirmed>(
  word: 'cancel' | 'retry' | 'undo',
  summary: string,
  input: Input,
  ...refusals: ErrorCode[]
) {
  return route('operations:control')
    .route({ method: 'POST', path: `/operations/{id}/${word}`, tags: ['operations'], summary, successStatus: 202 })
    .errors(failsWith('operation-not-found', ...refusals))
    .input(input)
    .output(Operation);
}

/** The runs of changes, with their histories. */
export const operations = {
  list: route('changes:read')
    .route({ method: 'GET', path: '/operations', tags: ['operations'], summary: 'Newest operations first' })
    .input(
      z.object({
        cluster: ClusterKey.optional(),
        state: OperationState.optional(),
        /** Only those that still move by themselves. */
        active: z.stringbool().optional(),
        after: TimeCursor.optional(),
        limit: PageLimit,
      }),
    )
    .output(
      z.object({
        items: z.array(OperationSummary),
        next: TimeCursor.optional(),
        /** When an operation last ended, of any cluster: who shows what they change looks again when this changes. */
        lastEndedAt: z.iso.datetime().optional(),
      }),
    ),
  get: route('changes:read')
    .route({
      method: 'GET',
      path: '/operations/{id}',
      tags: ['operations'],
      summary: 'One operation with its plan and events so far',
    })
    .errors(failsWith('operation-not-found'))
    .input(one)
    .output(z.object({ operation: Operation, events: z.array(OperationEvent) })),
  /** Starts with the first event, or after the one that Last-Event-ID names; ends when the operation has ended. */
  events: route('changes:read')
    .route({
      method: 'GET',
      path: '/operations/{id}/events',
      tags: ['operations'],
      summary: 'Events of an operation, live',
    })
    .errors(failsWith('operation-not-found'))
    .input(one)
    .output(eventIterator(OperationEvent)),
  cancel: control('cancel', 'Begin no further step, and end', one, 'operation-over'),
  retry: control('retry', 'Go on from the step that failed', one, 'operation-not-retryable', 'operation-superseded'),
  undo: control(
    ...(['undo', 'Take back what was done, last first', confirmed] as const),
    ...(['operation-not-undoable', 'operation-superseded', 'undo-not-confirmed'] as const),
  ),
};
