import { z } from 'zod';

/** Of the text of one configuration, in UTF-8. */
export const configTextLimit = { bytes: 1024 * 1024, inWords: '1 MiB' };

/**
 * The text of a configuration, kept byte for byte. A lone surrogate has no UTF-8, and NUL has no place in PostgreSQL's
 * text: both would come back as something else, so they are refused. How long it may be is checked by who keeps it.
 */
export const ConfigText = z
  .string()
  .refine((text) => !text.includes('\0'), 'must not contain the character NUL (U+0000)')
  .refine((text) => !/\p{Surrogate}/u.test(text), 'must not contain half of a character (a lone surrogate)');

/** A sentence or two of a person: why a revision was made, what a blueprint is for. */
export const Remark = ConfigText.max(500);

/** What lists show of a configuration: read from its text where that can be read. */
export const ConfigSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  region: z.string(),
  kubernetesVersion: z.string().nullable(),
  project: z.string(),
  cloudCredential: z.string(),
  /** `draft`: it has no revision yet. */
  state: z.enum(['draft', 'saved']),
  /** Number of the newest revision, 0 if there is none. */
  head: z.int().min(0),
  /** There is a draft that says something else than the newest revision. */
  unsaved: z.boolean(),
  /** Of the draft if there is one, of the newest revision otherwise. */
  problems: z.object({ errors: z.int().min(0), warnings: z.int().min(0) }),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
export type ConfigSummary = z.infer<typeof ConfigSummary>;

/** A text as it was saved; it never changes. Numbers count from 1 without gaps. */
export const ConfigRevision = z.object({
  number: z.int().min(1),
  text: z.string(),
  author: z.string(),
  at: z.iso.datetime(),
  /** Empty if the author gave none. */
  note: z.string(),
});
export type ConfigRevision = z.infer<typeof ConfigRevision>;

export const ConfigRevisionSummary = ConfigRevision.omit({ text: true });
export type ConfigRevisionSummary = z.infer<typeof ConfigRevisionSummary>;

/** Work in progress: at most one per configuration, shared by everybody, and allowed to have errors. */
export const ConfigDraft = z.object({
  text: z.string(),
  /** Grows with each save, and is never used twice for one configuration. */
  version: z.int().min(1),
  /** The revision that was the newest when the draft was begun; 0 if there was none. */
  base: z.int().min(0),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
export type ConfigDraft = z.infer<typeof ConfigDraft>;

/** A configuration with its draft and its newest revision. */
export const ClusterConfig = ConfigSummary.extend({
  draft: ConfigDraft.nullable(),
  revision: ConfigRevision.nullable(),
});
export type ClusterConfig = z.infer<typeof ClusterConfig>;
