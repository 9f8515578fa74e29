import {
  ClusterConfig,
  ConfigCheck,
  ConfigDraft,
  ConfigRevision,
  ConfigRevisionSummary,
  ConfigSummary,
  ConfigText,
  Remark,
} from '@podpass/inventory';
import { z } from 'zod';
import { PageLimit, route, TimeCursor } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const one = z.object({ id: z.uuid() });
/** In the path a text; `coerce` alone would take `true` and lists for numbers too. */
const number = z.union([
  z.int().min(1),
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
    .transform(Number),
]);

/**
 * Cluster configurations that people keep: one text each, with revisions and at most one draft. Texts are stored and
 * answered byte for byte; over 1 MiB they are refused with `config-too-large`.
 */
export const configs = {
  list: route('configs:read')
    .route({
      method: 'GET',
      path: '/cluster-configs',
      tags: ['cluster-configs'],
      summary: 'Saved configurations and drafts, the last changed first',
    })
    .input(
      z.object({
        /** Those that name this cluster, in their drafts where they have one. */
        name: z.string().max(200).optional(),
        region: z.string().max(200).optional(),
        after: TimeCursor.optional(),
        limit: PageLimit,
      }),
    )
    .output(z.object({ items: z.array(ConfigSummary), next: TimeCursor.optional() })),
  /** Begins with a draft. */
  create: route('configs:write')
    .route({
      method: 'POST',
      path: '/cluster-configs',
      tags: ['cluster-configs'],
      summary: 'Keep a new configuration, as a draft',
      successStatus: 201,
    })
    .errors(failsWith('config-too-large'))
    .input(
      z.object({
        text: ConfigText,
        /** A repeated request with the same key creates nothing: it answers with what the first created, as it is now. */
        key: z.uuid().optional(),
      }),
    )
    .output(ClusterConfig),
  validate: route('configs:read')
    .route({
      method: 'POST',
      path: '/cluster-configs/validate',
      tags: ['cluster-configs'],
      summary: 'What is wrong with a text; nothing is kept',
    })
    .errors(failsWith('config-too-large', 'config-check-timeout'))
    .input(z.object({ text: ConfigText }))
    .output(ConfigCheck),
  get: route('configs:read')
    .route({
      method: 'GET',
      path: '/cluster-configs/{id}',
      tags: ['cluster-configs'],
      summary: 'One configuration: its draft and its newest revision',
    })
    .errors(failsWith('config-not-found'))
    .input(one)
    .output(ClusterConfig),
  remove: route('configs:write')
    .route({
      method: 'DELETE',
      path: '/cluster-configs/{id}',
      tags: ['cluster-configs'],
      summary: 'Delete a configuration with its revisions; the cluster stays',
      successStatus: 204,
    })
    .errors(failsWith('config-not-found'))
    .input(one),
  saveDraft: route('configs:write')
    .route({
      method: 'PUT',
      path: '/cluster-configs/{id}/draft',
      tags: ['cluster-configs'],
      summary: 'Save work in progress',
    })
    .errors(failsWith('config-not-found', 'config-conflict', 'config-too-large'))
    .input(
      one.extend({
        text: ConfigText,
        /** Version of the draft that was edited; 0 if there was none. */
        basedOn: z.int().min(0),
        /** Where there was no draft: the revision that was edited, if it is not the newest. */
        base: z.int().min(0).optional(),
      }),
    )
    .output(ConfigDraft.pick({ version: true, updatedAt: true })),
  /** A configuration without any revision goes away with its draft. Nothing happens where there is no draft. */
  discardDraft: route('configs:write')
    .route({
      method: 'DELETE',
      path: '/cluster-configs/{id}/draft',
      tags: ['cluster-configs'],
      summary: 'Give up work in progress',
      successStatus: 204,
    })
    .errors(failsWith('config-not-found'))
    .input(one),
  /**
   * Ends the draft, unless somebody else wrote it last and it says something else. A text equal to the newest revision
   * makes no new one.
   */
  saveRevision: route('configs:write')
    .route({
      method: 'POST',
      path: '/cluster-configs/{id}/revisions',
      tags: ['cluster-configs'],
      summary: 'Save a revision; its text must have no errors',
    })
    .errors(
      failsWith('config-not-found', 'config-conflict', 'config-invalid', 'config-too-large', 'config-check-timeout'),
    )
    .input(
      one.extend({
        text: ConfigText,
        /** The newest revision that its author has seen; 0 if there was none. */
        basedOn: z.int().min(0),
        note: Remark.optional(),
      }),
    )
    .output(ConfigRevision),
  revisions: route('configs:read')
    .route({
      method: 'GET',
      path: '/cluster-configs/{id}/revisions',
      tags: ['cluster-configs'],
      summary: 'Revisions without their texts, newest first',
    })
    .errors(failsWith('config-not-found'))
    .input(one.extend({ before: number.optional(), limit: PageLimit }))
    .output(z.object({ items: z.array(ConfigRevisionSummary), next: z.int().optional() })),
  revision: route('configs:read')
    .route({
      method: 'GET',
      path: '/cluster-configs/{id}/revisions/{number}',
      tags: ['cluster-configs'],
      summary: 'One revision with its text',
    })
    .errors(failsWith('config-not-found', 'config-revision-not-found'))
    .input(one.extend({ number }))
    .output(ConfigRevision),
};
