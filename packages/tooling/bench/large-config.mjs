// The configuration that benchmarks of reading and typing work on.
const HEAD = `# The cluster of the shop
kind: Cluster
metadata:
  name: shop
  project: defaultproject
spec:
  blueprint: minimal
  blueprintversion: 2.9.0
  cloudprovider: shop-eks
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-west-2
  version: "1.31"
  tags: {team: platform, 'cost-centre': "4711"}
addons:
- name: eks-pod-identity-agent
  version: latest
- name: vpc-cni # with its own identity
  version: latest
  podIdentityAssociations:
  - namespace: kube-system
    serviceAccountName: aws-node
    permissionPolicyARNs: [arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy]
vpc:
  cidr: 10.0.0.0/16
  nat: {gateway: Single}
iam:
  withOIDC: true`.split('\n');

/** Two documents with so many lines: associations and node groups by the hundred, comments, anchors, and a few mistakes. */
export function configOf(lines) {
  const associations = [];
  const accounts = [];
  const groups = [];
  const managed = [];
  const count = () => HEAD.length + associations.length + accounts.length + groups.length + managed.length + 4;
  for (let index = 0; count() < lines; index += 1) {
    associations.push(...associationLines(index));
    if (index % 3 === 0) managed.push(...managedLines(index));
    if (index % 8 === 0) groups.push(...groupLines(index));
    if (index % 10 === 0) accounts.push(...accountLines(index));
  }
  return [
    ...HEAD,
    '  podIdentityAssociations:',
    ...associations,
    '  serviceAccounts:',
    ...accounts,
    'managedNodeGroups:',
    ...managed,
    'nodeGroups:',
    ...groups,
    '',
  ].join('\n');
}

function associationLines(index) {
  const lines = [
    `  - namespace: team-${index % 40}`,
    `    serviceAccountName: app-${index}${index % 5 === 0 ? ' # of the front' : ''}`,
  ];
  if (index % 4 === 0) lines.unshift('  # asked for by the team');
  // Every fiftieth has a mistake: what is wrong must not be slow either.
  if (index % 50 === 49) return [...lines, `    roleArn: arn:aws:iam::111122223333:role/app-${index}`];
  if (index % 3 !== 0) return [...lines, `    roleARN: arn:aws:iam::111122223333:role/app-${index}`];
  return [
    ...lines,
    '    createServiceAccount: true',
    '    permissionPolicy:',
    '      Version: "2012-10-17"',
    '      Statement:',
    '      - Effect: Allow',
    "        Action: ['s3:GetObject', 's3:ListBucket']",
    `        Resource: arn:aws:s3:::bucket-${index}/*`,
    '    tags:',
    `      app: 'app-${index}'`,
  ];
}

function accountLines(index) {
  return [
    '  - metadata:',
    `      name: old-${index}`,
    '      namespace: legacy',
    `    attachRoleARN: arn:aws:iam::111122223333:role/old-${index}`,
  ];
}

function managedLines(index) {
  return [
    `- name: managed-${index}`,
    '  instanceTypes: [m6i.large, m6a.large]',
    '  minSize: 1',
    `  maxSize: ${index % 50 === 48 ? '"6"' : 6}`,
    '  desiredCapacity: 3',
    '  volumeSize: 80',
    '  labels:',
    `    pool: managed-${index}`,
    '  taints:',
    '  - key: dedicated',
    '    value: "yes"',
    '    effect: NoSchedule',
  ];
}

function groupLines(index) {
  return [
    `- name: own-${index} # self-managed`,
    '  instanceType: c6i.xlarge',
    '  privateNetworking: true',
    '  minSize: 0',
    '  maxSize: 4',
    '  iam:',
    '    attachPolicyARNs:',
    '    - arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    '    - arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
  ];
}
