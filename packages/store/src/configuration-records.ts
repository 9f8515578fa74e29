import type {
  Blueprint,
  BlueprintComponents,
  BlueprintRef,
  BlueprintSummary,
  ClusterConfig,
  ConfigDraft,
  ConfigRevision,
  ConfigRevisionSummary,
  ConfigSummary,
} from '@podpass/inventory';
import type { NewAuditEntry } from './records.ts';

/** What lists show of a text. */
export type ConfigAbout = Pick<
  ConfigSummary,
  'name' | 'region' | 'kubernetesVersion' | 'project' | 'cloudCredential' | 'problems'
>;

/** A text to keep. Equal texts have equal digests, others do not. */
export interface ConfigContent {
  text: string;
  digest: string;
  about: ConfigAbout;
}

/** Who writes, and when. */
export interface Writer {
  by: string;
  at: string;
}

/** One side of a write: a draft by its version, or a revision by its number. */
export interface ConfigSide {
  kind: 'draft' | 'revision';
  number: number;
  digest: string;
  text: string;
}

/** What a write has done, for the audit log. The entry is stored in the same transaction, or the write is not. */
export interface ConfigWrite {
  id: string;
  name: string;
  before: ConfigSide[];
  after: ConfigSide[];
  /** Who had written the draft that was overwritten. */
  overwritten?: Writer;
}
export type AuditConfigWrite = (write: ConfigWrite) => NewAuditEntry | undefined;

/** Where a list of configurations goes on: below the last one that was read. */
export interface ConfigCursor {
  updatedAt: string;
  id: string;
}

/**
 * Configurations. Every method rejects with `store-unavailable` if the database does not answer, and writers with
 * `config-not-found` if there is no such configuration (any more). Writers of one configuration take turns.
 */
export interface ConfigRecords {
  /** Begins with a draft. A key that was used gives what was created with it (`created: false`). */
  create(
    config: { id: string; key?: string | undefined; content: ConfigContent; writer: Writer },
    audit: AuditConfigWrite,
  ): Promise<{ config: ClusterConfig; created: boolean }>;
  /** The last changed first: all, or those that name a cluster. */
  list(query: {
    name?: string | undefined;
    region?: string | undefined;
    after?: ConfigCursor | undefined;
    limit: number;
  }): Promise<ConfigSummary[]>;
  get(id: string): Promise<ClusterConfig | undefined>;
  /**
   * `basedOn` is the version that was edited, 0 for none; `base` is the revision that a new draft starts from. Rejects
   * with `config-conflict` if there is another version by now, unless it has the same text.
   */
  saveDraft(
    draft: { id: string; content: ConfigContent; basedOn: number; base?: number | undefined; writer: Writer },
    audit: AuditConfigWrite,
  ): Promise<Pick<ConfigDraft, 'version' | 'updatedAt'>>;
  /** Removes a configuration that has no revision. Does nothing if there is no draft. */
  discardDraft(draft: { id: string; writer: Writer }, audit: AuditConfigWrite): Promise<void>;
  /**
   * Numbers count from 1 without gaps, also under concurrency. Rejects with `config-conflict` unless `basedOn` is the
   * newest revision or that one has the same text, which makes no new one. Ends the draft if it has the same text or
   * is the same person's.
   */
  saveRevision(
    revision: { id: string; content: ConfigContent; basedOn: number; note: string; writer: Writer },
    audit: AuditConfigWrite,
  ): Promise<ConfigRevision>;
  /** Newest first, older than `before`. Undefined if there is no such configuration. */
  revisions(
    id: string,
    query: { before?: number | undefined; limit: number },
  ): Promise<ConfigRevisionSummary[] | undefined>;
  revision(id: string, number: number): Promise<ConfigRevision | undefined>;
  remove(id: string, audit: AuditConfigWrite): Promise<void>;
}

export interface NewBlueprintVersion {
  components: BlueprintComponents;
  note: string;
  writer: Writer;
}

/** Custom blueprints. Versions never change; they are called `v1`, `v2`, … without gaps, also under concurrency. */
export interface BlueprintRecords {
  /** In the order of their names, those after `after`. */
  list(query: { after?: string | undefined; limit: number }): Promise<BlueprintSummary[]>;
  get(name: string): Promise<Blueprint | undefined>;
  /** Every blueprint with all of its versions. */
  all(): Promise<Blueprint[]>;
  /** Rejects with `blueprint-exists`. */
  create(
    blueprint: { name: string; description: string; basedOn: BlueprintRef | null } & NewBlueprintVersion,
    audit: NewAuditEntry,
  ): Promise<Blueprint>;
  /**
   * `decide` gets the newest components and gives those of the next version, with the entry for the audit log, or
   * undefined for none. Rejects with `blueprint-not-found`.
   */
  addVersion(
    name: string,
    decide: (newest: Blueprint) => { version: NewBlueprintVersion; audit: NewAuditEntry } | undefined,
  ): Promise<Blueprint>;
}
