/** The two documents of the feature page, with comments as people leave them. */
export const featurePage = `kind: Cluster
metadata:
  name: demo-eks-cluster
  project: defaultproject
spec:
  blueprint: minimal
  blueprintversion: 2.9.0
  cloudprovider: demo-eks
  cniprovider: aws-cni
  proxyconfig: {}
  type: eks
---
addons:
- name: coredns
  version: v1.11.1-eksbuild.4
- name: vpc-cni # pinned: see the runbook
  version: v1.16.0-eksbuild.1
- name: eks-pod-identity-agent
  version: latest
apiVersion: rafay.io/v1alpha5
iam:
  podIdentityAssociations:
  # the first team
  - createServiceAccount: true
    namespace: rafay-demo
    roleARN: arn:aws:iam::679196758854:role/demo-eks-full
    serviceAccountName: rafay-demo
  - createServiceAccount: true
    namespace: rafay-demo
    permissionPolicyARNs:
    - arn:aws:iam::679196758854:policy/demo-eks-full
    serviceAccountName: rafay-demo3
  serviceAccounts:
  - attachRoleARN: arn:aws:iam::679196758854:role/irsa-role
    metadata:
      name: demo-test
      namespace: rafay-demo
  withOIDC: true
kind: ClusterConfig
metadata:
  name: demo-eks-cluster
  region: us-west-2
  tags:
    email: demo@rafay.co
    env: dev
  version: "1.29"
`;
