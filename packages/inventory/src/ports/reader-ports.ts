import type { Association, AssociationSummary } from '../observed/association.ts';
import type { ClusterRef } from '../observed/cluster.ts';
import type { Role, RoleSummary } from '../observed/role.ts';
import type { CallOptions } from './eks-port.ts';

/** `gone`: listed, but deleted before it could be described. */
export type AssociationBatch =
  | { kind: 'summaries'; items: AssociationSummary[] }
  | { kind: 'described'; items: Association[] }
  | { kind: 'gone'; associationIds: string[] };

/** Associations with their roles, listed and described as they come, remembered, and refreshed by id after a write. */
export interface AssociationReader {
  /**
   * Every association of the cluster: summaries page by page, descriptions in the order of the list while further pages
   * still come. What is remembered comes at once. Rejects as the port does; if only descriptions fail, after the last
   * page of summaries. `fresh`: list again, and describe again whatever is older than this call.
   */
  rows(cluster: ClusterRef, options?: CallOptions & { fresh?: boolean }): AsyncIterable<AssociationBatch>;
  /** One description, remembered or asked for. Rejects with `association-not-found`. */
  describe(cluster: ClusterRef, associationId: string, options?: CallOptions): Promise<Association>;
  /** To be called after a write: asks again. Undefined if it does not exist (any more). */
  refresh(cluster: ClusterRef, associationId: string, options?: CallOptions): Promise<Association | undefined>;
  /** To be called after a deletion. Without an id: everything about the cluster. */
  forget(cluster: ClusterRef, associationId?: string): void;
}

/** Roles of the account with their trust policies, from few calls, remembered for a short time. */
export interface RoleReader {
  /** Every role, page by page. Concurrent readers share one sweep. `fresh`: ask again. */
  roles(options?: CallOptions & { fresh?: boolean }): AsyncIterable<RoleSummary[]>;
  /** From the sweep; undefined if this account has no role of exactly this ARN. */
  byArn(arn: string, options?: CallOptions): Promise<RoleSummary | undefined>;
  /** With tags and boundary, remembered or asked for. Undefined if there is none of this name. */
  role(name: string, options?: CallOptions): Promise<Role | undefined>;
  /** To be called after a write: asks again. Undefined if it does not exist (any more). */
  refresh(name: string, options?: CallOptions): Promise<Role | undefined>;
  /** To be called after a deletion. Without a name: everything. */
  forget(name?: string): void;
}
