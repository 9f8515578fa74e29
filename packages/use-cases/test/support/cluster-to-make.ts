import { emptyState, type SandboxState } from '@podpass/sandbox';

const account = '111122223333';
const existingRole = 'app-reader';
const bucketPolicy = `arn:aws:iam::${account}:policy/app-buckets`;

/** An account with what {@link clusterToMake} takes for granted, in which everything takes a moment only. */
export function accountToMakeIn(transitions: Partial<SandboxState['settings']['transitions']> = {}): SandboxState {
  const state = emptyState({
    account,
    transitions: { cluster: 40, addon: 20, nodegroup: 30, stack: 5, pod: 5, iam: 0, association: 0, ...transitions },
  });
  state.iam.policies[bucketPolicy] = {
    arn: bucketPolicy,
    name: 'app-buckets',
    path: '/',
    id: 'ANPAAPPBUCKETS0000000',
    createdAt: 0,
    updatedAt: 0,
    defaultVersionId: 'v1',
    versions: { v1: { document: documentOf({ Action: 's3:*', Resource: '*' }), createdAt: 0 } },
    tags: {},
    awsManaged: false,
  };
  return state;
}

/** For the role that the account is to have before. */
export const roleToHave = {
  name: existingRole,
  path: '/',
  trustPolicy: documentOf({
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  }),
  description: '',
  tags: {},
};

/** A configuration with a part of every kind that provisioning makes by a step of its own. */
export function clusterToMake(name: string): string {
  return `kind: Cluster
metadata: {name: ${name}, project: defaultproject}
spec:
  blueprint: minimal
  cloudprovider: demo
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: ${name}, region: us-west-2, version: "1.34"}
accessConfig:
  authenticationMode: API
  accessEntries:
  - principalARN: arn:aws:iam::${account}:role/${existingRole}
    type: STANDARD
    accessPolicies:
    - policyARN: arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy
      accessScope: {type: cluster}
addons:
- name: eks-pod-identity-agent
- name: vpc-cni
- name: kube-proxy
- name: coredns
- name: aws-ebs-csi-driver
  podIdentityAssociations:
  - serviceAccountName: ebs-csi-controller-sa
    namespace: kube-system
    permissionPolicyARNs: [arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy]
iam:
  withOIDC: true
  podIdentityAssociations:
  - {namespace: shop, serviceAccountName: cart, createServiceAccount: true, roleARN: "arn:aws:iam::${account}:role/${existingRole}"}
  - {namespace: shop, serviceAccountName: orders, createServiceAccount: true, permissionPolicyARNs: ["${bucketPolicy}"]}
  - namespace: shop
    serviceAccountName: checkout
    createServiceAccount: true
    permissionPolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]}
  serviceAccounts:
  - metadata: {name: legacy, namespace: shop}
    attachPolicyARNs: ["${bucketPolicy}"]
managedNodeGroups:
- {name: small, instanceType: t3.large, desiredCapacity: 1}
- {name: large, instanceType: m5.large, desiredCapacity: 1, volumeSize: 40}
vpc:
  nat: {gateway: Single}
`;
}

/** The first one with a node group that is listed before the others. */
export function grownClusterToMake(name: string): string {
  const groups = 'managedNodeGroups:\n';
  return clusterToMake(name).replace(groups, `${groups}- {name: added, instanceType: m5.large, desiredCapacity: 1}\n`);
}

/** What the first one lacks: protection, a Fargate profile, and components of a blueprint. */
export function protectedClusterToMake(name: string, blueprint: string): string {
  return `kind: Cluster
metadata: {name: ${name}, project: defaultproject}
spec: {blueprint: ${blueprint}, blueprintversion: v1, cloudprovider: demo, type: eks}
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: ${name}, region: us-west-2, version: "1.34"}
deleteProtection: {enabled: true}
fargateProfiles:
- {name: jobs, selectors: [{namespace: jobs}]}
managedNodeGroups:
- {name: small, instanceType: t3.large, desiredCapacity: 1}
vpc:
  nat: {gateway: Single}
`;
}

function documentOf(statement: Record<string, unknown>): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}
