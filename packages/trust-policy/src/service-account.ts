/** A Kubernetes service account by name. */
export interface ServiceAccountName {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Service accounts that a statement names. `exact` is false when either part holds `*` or `?`. */
export interface SubjectPattern extends ServiceAccountName {
  readonly exact: boolean;
}

/** The association that a role's trust is checked for. */
export interface PodIdentitySubject extends ServiceAccountName {
  readonly clusterArn: string;
  /** The twelve-digit account of the cluster. */
  readonly account: string;
  /** Whether the association sends session tags (`disableSessionTags` is false). */
  readonly sessionTags: boolean;
}
