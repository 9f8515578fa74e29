/** Where one pod's AWS SDK gets its credentials from, and whether AWS would hand them out now. */
export interface PodCredential {
  /** `running`: a pod that exists; `if-created-now`: what a pod of this service account would get if it were created now. */
  kind: 'running' | 'if-created-now';
  namespace: string;
  serviceAccount: string;
  pod?: string;
  node?: string;
  mechanism: 'pod-identity' | 'irsa' | 'node' | 'none';
  /** ARN of the role that the pod speaks for, when the mechanism names one. */
  role?: string;
  allowed: boolean;
  /** One sentence that says why. */
  reason: string;
}
