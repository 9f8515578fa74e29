/** A Kubernetes service account by name. */
export interface ServiceAccountName {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Service accounts that a statement names. `exact` is false when either part holds `*` or `?`. */
export interface SubjectPattern extends ServiceAccountName {
  readonly exact: boolean;
}
