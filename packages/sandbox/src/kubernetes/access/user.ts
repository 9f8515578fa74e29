/** Who speaks to the Kubernetes API. */
export interface KubernetesUser {
  name: string;
  uid?: string;
  groups: string[];
  extra?: Record<string, string[]>;
  /** ARN of the AWS principal, for those that come through an access entry. */
  principalArn?: string;
}

export const ANONYMOUS: KubernetesUser = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
