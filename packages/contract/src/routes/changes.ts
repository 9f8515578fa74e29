import { eventIterator } from '@orpc/contract';
import { Change, ChangeEvent, ChangeRequest, Plan } from '@podpass/inventory';
import { z } from 'zod';
import { ClusterKey, clusterRoute, route } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const request = z.object({ cluster: ClusterKey, request: ChangeRequest });

/** Every change to a cluster: looked at first, then run. The permission depends on what is asked, see `permissionsFor`. */
export const changes = {
  plan: clusterRoute('changes:read')
    .route({
      method: 'POST',
      path: '/clusters/{cluster}/changes/plan',
      tags: ['changes'],
      summary: 'What a change would do, call by call',
    })
    .errors(failsWith('association-not-found', 'role-not-found'))
    .input(request)
    .output(Plan),
  start: clusterRoute('changes:read')
    .route({
      method: 'POST',
      path: '/clusters/{cluster}/changes',
      tags: ['changes'],
      summary: 'Run a change',
      successStatus: 202,
    })
    .errors(failsWith('association-not-found', 'role-not-found', 'plan-blocked', 'plan-outdated', 'change-busy'))
    .input(
      request.extend({
        /** A repeated request with the same key starts nothing new and answers with the change of the first. */ key: z
          .uuid()
          .optional(),
      }),
    )
    .output(Change),
  list: route('changes:read')
    .route({ method: 'GET', path: '/changes', tags: ['changes'], summary: 'Newest changes first' })
    .input(z.object({ cluster: ClusterKey.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(Change.omit({ plan: true }).extend({ kind: z.string(), title: z.string() })) })),
  get: route('changes:read')
    .route({
      method: 'GET',
      path: '/changes/{id}',
      tags: ['changes'],
      summary: 'One change with its plan and events so far',
    })
    .errors(failsWith('change-not-found'))
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ change: Change, events: z.array(ChangeEvent) })),
  /** Starts with the first event, or after the one that Last-Event-ID names; ends when the change has ended. */
  events: route('changes:read')
    .route({ method: 'GET', path: '/changes/{id}/events', tags: ['changes'], summary: 'Events of a change, live' })
    .errors(failsWith('change-not-found'))
    .input(z.object({ id: z.uuid() }))
    .output(eventIterator(ChangeEvent)),
};
