import { ConfigText, Operation, Plan } from '@podpass/inventory';
import { z } from 'zod';
import { awsRoute } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const request = z.object({
  id: z.uuid(),
  /** Left out: the newest revision. */
  revision: z.int().min(1).optional(),
});

/** Making the cluster of a saved configuration. */
export const provisioning = {
  plan: awsRoute('configs:read')
    .route({
      method: 'POST',
      path: '/cluster-configs/{id}/provision/plan',
      tags: ['provisioning'],
      summary: 'What provisioning a configuration would do, call by call',
    })
    .errors(failsWith('config-not-found', 'config-revision-not-found'))
    .input(request)
    .output(Plan),
  preview: awsRoute('configs:read')
    .route({
      method: 'POST',
      path: '/cluster-configs/provision/plan',
      tags: ['provisioning'],
      summary: 'What provisioning a text would do; nothing is kept',
    })
    .errors(failsWith('config-too-large'))
    .input(z.object({ text: ConfigText }))
    .output(Plan),
  start: awsRoute('clusters:provision')
    .route({
      method: 'POST',
      path: '/cluster-configs/{id}/provision',
      tags: ['provisioning'],
      summary: 'Provision the cluster of a configuration',
      successStatus: 202,
    })
    .errors(failsWith('config-not-found', 'config-revision-not-found', 'plan-blocked'))
    .input(
      request.extend({
        /** A repeated request with the same key starts nothing new and answers with the operation of the first. */
        key: z.uuid().optional(),
      }),
    )
    .output(Operation),
};
