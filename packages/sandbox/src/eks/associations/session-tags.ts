/** What EKS Pod Identity tells IAM about a pod. Text of the names: EKS user guide, "Grant Pods access … based on tags". */
export interface PodIdentity {
  clusterArn: string;
  clusterName: string;
  namespace: string;
  serviceAccount: string;
  podName: string;
  podUid: string;
}

/** The six session tags, all transitive. */
export function sessionTags(pod: PodIdentity): Record<string, string> {
  return {
    'eks-cluster-arn': pod.clusterArn,
    'eks-cluster-name': pod.clusterName,
    'kubernetes-namespace': pod.namespace,
    'kubernetes-service-account': pod.serviceAccount,
    'kubernetes-pod-name': pod.podName,
    'kubernetes-pod-uid': pod.podUid,
  };
}

/** The condition keys of the AssumeRole call that EKS makes for a pod; without session tags there are no tag keys. */
export function podIdentityContext(
  pod: PodIdentity,
  account: string,
  disableSessionTags: boolean,
): Record<string, string | readonly string[]> {
  const source = { 'aws:SourceAccount': account, 'aws:SourceArn': pod.clusterArn };
  if (disableSessionTags) {
    return source;
  }
  const tags = sessionTags(pod);
  const requestTags = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const);
  return {
    ...source,
    ...Object.fromEntries(requestTags),
    'aws:TagKeys': Object.keys(tags),
    'sts:TransitiveTagKeys': Object.keys(tags),
  };
}
