export interface KubernetesToken {
  /** `k8s-aws-v1.…`, for `Authorization: Bearer`. */
  token: string;
  /** When to ask for the next one: a minute before the cluster stops taking it. */
  expiresAt: Date;
}
