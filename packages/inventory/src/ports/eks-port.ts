import type { AccessEntry, Addon, Cluster, ClusterRef, FargateProfile, NodeGroup } from '../observed/cluster.ts';
import type { Association, AssociationSummary } from '../observed/association.ts';

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/**
 * EKS of the account, in all regions that Podpass looks at. All lists are complete (every page is read).
 * Every method rejects with a PodpassError only: `aws-access-denied`, `aws-throttled` (after retries), `aws-unavailable`,
 * `aws-credentials-*`, and those named at the method.
 */
export interface EksPort {
  readonly homeRegion: string;
  /** Each region's clusters by name, with the regions that failed told apart. */
  listClusters(
    options?: CallOptions,
  ): Promise<{ clusters: ClusterRef[]; failures: { region: string; error: Error }[] }>;
  /** Resolves a key (`name` or `name@region`). Rejects with `cluster-not-found`. */
  describeCluster(key: string, options?: CallOptions): Promise<Cluster>;
  listNodeGroups(cluster: ClusterRef, options?: CallOptions): Promise<NodeGroup[]>;
  listFargateProfiles(cluster: ClusterRef, options?: CallOptions): Promise<FargateProfile[]>;
  listAccessEntries(cluster: ClusterRef, options?: CallOptions): Promise<AccessEntry[]>;

  /** Undefined if the add-on is not installed. */
  describeAddon(cluster: ClusterRef, addon: string, options?: CallOptions): Promise<Addon | undefined>;
  /** Rejects with `addon-exists`, `aws-invalid-request`. `clientToken` makes a repeated call the same call. */
  createAddon(
    cluster: ClusterRef,
    request: { addon: string; version?: string; clientToken: string },
    options?: CallOptions,
  ): Promise<Addon>;
  deleteAddon(cluster: ClusterRef, addon: string, options?: CallOptions): Promise<void>;

  /** Summaries page by page, as they come. */
  listAssociations(
    cluster: ClusterRef,
    filter?: { namespace?: string; serviceAccount?: string },
    options?: CallOptions,
  ): AsyncIterable<AssociationSummary[]>;
  /** Rejects with `association-not-found`. */
  describeAssociation(cluster: ClusterRef, associationId: string, options?: CallOptions): Promise<Association>;
  /** Rejects with `association-exists`, `role-trust-invalid`, `role-not-visible-yet`, `aws-quota-exceeded`, `aws-invalid-request`. */
  createAssociation(
    cluster: ClusterRef,
    request: CreateAssociationRequest,
    options?: CallOptions,
  ): Promise<Association>;
  /** Undefined fields stay as they are, null clears. Rejects as create does, and with `association-not-found`. */
  updateAssociation(
    cluster: ClusterRef,
    associationId: string,
    request: UpdateAssociationRequest,
    options?: CallOptions,
  ): Promise<Association>;
  /** Rejects with `association-not-found`. */
  deleteAssociation(cluster: ClusterRef, associationId: string, options?: CallOptions): Promise<void>;
  tagResource(
    cluster: ClusterRef,
    resourceArn: string,
    change: { set: Record<string, string>; remove: string[] },
    options?: CallOptions,
  ): Promise<void>;
}

export interface CreateAssociationRequest {
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  targetRoleArn?: string | undefined;
  disableSessionTags: boolean;
  sessionPolicy?: string | undefined;
  tags: Record<string, string>;
  /** Makes a repeated call the same call. */
  clientToken: string;
}

export interface UpdateAssociationRequest {
  roleArn?: string | undefined;
  targetRoleArn?: string | null | undefined;
  disableSessionTags?: boolean | undefined;
  sessionPolicy?: string | null | undefined;
  clientToken: string;
}
