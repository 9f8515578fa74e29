/** What a new configuration begins with: small, in the form of two documents, and with the agent that associations need. */
export const newConfigText = `# What the console needs to know of the cluster.
kind: Cluster
metadata:
  name: my-cluster
  project: default
spec:
  type: eks
  # minimal leaves out the ingress controller, which cannot run beside the pod identity agent.
  blueprint: minimal
  cloudprovider: default
---
# The cluster itself.
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: my-cluster
  region: us-west-2
vpc:
  cidr: 192.168.0.0/16
  clusterEndpoints:
    privateAccess: true
    publicAccess: false
  nat:
    gateway: Single
addons:
- name: vpc-cni
  version: latest
- name: coredns
  version: latest
- name: kube-proxy
  version: latest
# Suggested: hands out the credentials of pod identity associations on every node.
- name: eks-pod-identity-agent
  version: latest
managedNodeGroups:
- name: workers
  amiFamily: AmazonLinux2023
  instanceTypes:
  - t3.large
  desiredCapacity: 2
  minSize: 1
  maxSize: 3
  volumeSize: 80
  volumeType: gp3
`;

/** Document 1 for a file that has a ClusterConfig alone. */
export function clusterDocument(name: string): string {
  const written = /^[A-Za-z][A-Za-z0-9-]*$/.test(name) ? name : 'my-cluster';
  return `kind: Cluster
metadata:
  name: ${written}
  project: default
spec:
  type: eks
  blueprint: minimal
  cloudprovider: default
---
`;
}
