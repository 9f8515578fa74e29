import type { Association, AssociationSummary, CallOptions, ClusterRef, EksPort } from '@podpass/inventory';

export interface AssociationReaderOptions {
  eks: EksPort;
  /** Epoch milliseconds. Left out: the system clock. */
  now?: () => number;
  /** How long a description is taken for true. Left out: 5 minutes. */
  maxAgeMs?: number;
  /** How long a complete list is taken for true. Left out: 30 seconds. */
  maxListAgeMs?: number;
  /** Descriptions on their way at the same time. Left out: 5. */
  concurrency?: number;
}

/** `gone`: listed, but deleted before it could be described. */
export type AssociationBatch =
  | { kind: 'summaries'; items: AssociationSummary[] }
  | { kind: 'described'; items: Association[] }
  | { kind: 'gone'; associationIds: string[] };

export interface RowsOptions extends CallOptions {
  /** List again, and describe again whatever is older than this call. */
  fresh?: boolean;
}

/** Associations with their roles, listed and described as they come, remembered, and refreshed by id after a write. */
export interface AssociationReader {
  /**
   * Every association of the cluster: summaries page by page, descriptions in the order of the list while further pages
   * still come. What is remembered comes at once. Rejects as the port does; if only descriptions fail, after the last
   * page of summaries.
   */
  rows(cluster: ClusterRef, options?: RowsOptions): AsyncIterable<AssociationBatch>;
  /** One description, remembered or asked for. Rejects with `association-not-found`. */
  describe(cluster: ClusterRef, associationId: string, options?: CallOptions): Promise<Association>;
  /** To be called after a write: asks again. Undefined if it does not exist (any more). */
  refresh(cluster: ClusterRef, associationId: string, options?: CallOptions): Promise<Association | undefined>;
  /** To be called after a deletion. Without an id: everything about the cluster. */
  forget(cluster: ClusterRef, associationId?: string): void;
}

export function createAssociationReader(_options: AssociationReaderOptions): AssociationReader {
  throw new Error('not built yet');
}
