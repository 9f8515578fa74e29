export const account = '111122223333';

/** Both documents of a configuration with this body. */
export function configText(body: string, { name = 'team', blueprint = '  blueprint: minimal' } = {}): string {
  return `kind: Cluster
metadata: {name: ${name}, project: defaultproject}
spec:
${blueprint}
  cloudprovider: demo
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: ${name}, region: us-west-2, version: "1.34"}
${body}`;
}

export const operatorArn = `arn:aws:iam::${account}:user/operator`;
/** Something of each kind that needs permissions. */
export const everyKind = `kind: Cluster
metadata: {name: team, project: defaultproject}
spec: {blueprint: minimal, cloudprovider: demo, type: eks}
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: team, region: us-west-2, version: "1.34"}
addons:
- {name: eks-pod-identity-agent}
- {name: aws-ebs-csi-driver}
iam:
  withOIDC: true
  serviceAccounts:
  - {metadata: {name: a, namespace: app}, roleName: irsa-a, attachPolicyARNs: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]}
  podIdentityAssociations:
  - {namespace: app, serviceAccountName: b, createServiceAccount: true, wellKnownPolicies: {externalDNS: true}}
accessConfig:
  accessEntries:
  - principalARN: ${operatorArn}
    accessPolicies: [{policyARN: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", accessScope: {type: cluster}}]
managedNodeGroups:
- {name: a, instanceType: m5.large, desiredCapacity: 1, iam: {withAddonPolicies: {autoScaler: true}}}
`;

/** Roles `cluster`, `node` and `operator`, and two private subnets and a public one, that exist. */
export function ownPlace([one, two, three]: string[]): string {
  const body = {
    iam: {
      serviceRoleARN: roleArn('cluster'),
      withOIDC: true,
      serviceAccounts: [
        {
          metadata: { name: 'reader', namespace: 'app' },
          roleName: 'irsa-reader',
          attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
        },
      ],
    },
    vpc: {
      subnets: { private: { one: { id: one }, two: { id: two } }, public: { three: { id: three } } },
      controlPlaneSubnetIDs: [one, two],
      nat: { gateway: 'Single' },
    },
    accessConfig: {
      authenticationMode: 'API_AND_CONFIG_MAP',
      accessEntries: [
        {
          principalARN: roleArn('operator'),
          kubernetesGroups: ['operators'],
          accessPolicies: [
            {
              policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
              accessScope: { type: 'namespace', namespaces: ['app'] },
            },
          ],
        },
      ],
    },
    managedNodeGroups: [
      {
        name: 'front',
        instanceTypes: ['m5.large', 'm5.xlarge'],
        spot: true,
        desiredCapacity: 1,
        labels: { tier: 'front' },
        taints: [{ key: 'dedicated', value: 'front', effect: 'NoSchedule' }],
        iam: { instanceRoleARN: roleArn('node') },
        privateNetworking: true,
        tags: { owner: 'a' },
      },
      {
        name: 'back',
        instanceTypes: ['m6i.large', 'm6i.xlarge'],
        desiredCapacity: 1,
        iam: { instanceRoleARN: roleArn('node') },
      },
    ],
    cloudWatch: { clusterLogging: { enableTypes: ['api', 'audit'] } },
    secretsEncryption: { keyARN: `arn:aws:kms:us-west-2:${account}:key/a` },
  };
  return Object.entries(body)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}
