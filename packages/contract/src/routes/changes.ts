import { ChangeRequest, Operation, Plan } from '@podpass/inventory';
import { z } from 'zod';
import { ClusterKey, clusterRoute } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const request = z.object({ cluster: ClusterKey, request: ChangeRequest });

/** Every change to a cluster: looked at first, then run as an operation. The permission depends on what is asked, see `permissionsFor`. */
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
    .errors(failsWith('association-not-found', 'role-not-found', 'plan-blocked', 'plan-outdated'))
    .input(
      request.extend({
        /** A repeated request with the same key starts nothing new and answers with the operation of the first. */ key: z
          .uuid()
          .optional(),
      }),
    )
    .output(Operation),
};
