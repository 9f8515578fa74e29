import { clusterConfigJsonSchema } from '@podpass/cluster-config';
import { describe, expect, it } from 'vitest';
import { treatmentOf } from '../../src/provisioning/supported-fields.ts';
import { blocked, planned } from '../support/provisioning-facts.ts';
import { leaves, type Schema } from '../support/schema-leaves.ts';

type Data = null | boolean | number | string | Data[] | { [key: string]: Data };

const wellKnown = Object.fromEntries(
  [
    ...['imageBuilder', 'autoScaler', 'awsLoadBalancerController', 'externalDNS', 'certManager', 'ebsCSIController'],
    'efsCSIController',
  ].map((name) => [name, true]),
);
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const arn = (name: string) => `arn:aws:iam::111122223333:${name}`;

const newRole = {
  permissionsBoundaryARN: arn('policy/boundary'),
  permissionPolicyARNs: [arn('policy/one')],
};

/** A network of its own, roles of its own. */
const fresh: Data = {
  metadata: { name: 'team', region: 'us-west-2', version: '1.34', tags: { owner: 'a' } },
  upgradePolicy: { supportType: 'EXTENDED' },
  kubernetesNetworkConfig: { ipFamily: 'IPv4', serviceIPv4CIDR: '10.100.0.0/16' },
  iam: {
    serviceRolePermissionsBoundary: arn('policy/boundary'),
    fargatePodExecutionRolePermissionsBoundary: arn('policy/boundary'),
    vpcResourceControllerPolicy: true,
    serviceAccounts: [
      {
        metadata: { name: 'a', namespace: 'app', labels: { x: 'y' }, annotations: { x: 'y' } },
        attachPolicyARNs: [arn('policy/one')],
        attachPolicy: document,
        wellKnownPolicies: wellKnown,
        permissionsBoundary: arn('policy/boundary'),
        roleName: 'irsa-a',
        subjectPattern: 'system:serviceaccount:app:a-*',
        tags: { x: 'y' },
      },
      { metadata: { name: 'b', namespace: 'app' }, attachRoleARN: arn('role/given') },
      { metadata: { name: 'c', namespace: 'app' }, attachPolicyARNs: [arn('policy/one')], roleOnly: true },
    ],
    podIdentityAssociations: [
      { namespace: 'app', serviceAccountName: 'd', roleName: 'pod-d', wellKnownPolicies: wellKnown, ...newRole },
      {
        namespace: 'app',
        serviceAccountName: 'e',
        createServiceAccount: true,
        permissionPolicy: document,
        tags: { x: 'y' },
      },
      {
        namespace: 'app',
        serviceAccountName: 'f',
        roleARN: arn('role/given'),
        targetRoleARN: 'arn:aws:iam::444455556666:role/target',
        disableSessionTags: true,
        policy: JSON.stringify(document),
      },
    ],
  },
  accessConfig: {
    authenticationMode: 'API_AND_CONFIG_MAP',
    bootstrapClusterCreatorAdminPermissions: true,
    accessEntries: [
      {
        principalARN: arn('role/operator'),
        type: 'STANDARD',
        kubernetesGroups: ['operators'],
        kubernetesUsername: 'operator',
        accessPolicies: [
          {
            policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            accessScope: { type: 'namespace', namespaces: ['app'] },
          },
        ],
        tags: { x: 'y' },
      },
    ],
  },
  vpc: {
    cidr: '10.0.0.0/16',
    nat: { gateway: 'Single' },
    clusterEndpoints: { privateAccess: true, publicAccess: true },
    publicAccessCIDRs: ['203.0.113.0/24'],
  },
  addons: [
    { name: 'eks-pod-identity-agent' },
    {
      name: 'vpc-cni',
      version: 'latest',
      serviceAccountRoleARN: arn('role/cni'),
      tags: { x: 'y' },
      resolveConflicts: 'none',
      configurationValues: '{}',
      namespaceConfig: { namespace: 'kube-system' },
    },
    {
      name: 'aws-ebs-csi-driver',
      podIdentityAssociations: [
        { namespace: 'kube-system', serviceAccountName: 'one', roleARN: arn('role/given') },
        {
          namespace: 'kube-system',
          serviceAccountName: 'two',
          roleName: 'addon-two',
          wellKnownPolicies: wellKnown,
          ...newRole,
        },
        { namespace: 'kube-system', serviceAccountName: 'three', permissionPolicy: document },
      ],
    },
    { name: 'recommends', permissionsBoundary: arn('policy/boundary') },
    { name: 'silent' },
  ],
  addonsConfig: { disableDefaultAddons: true, autoApplyPodIdentityAssociations: true },
  managedNodeGroups: [
    {
      name: 'a',
      amiFamily: 'AmazonLinux2023',
      instanceTypes: ['m5.large', 'm6i.large'],
      desiredCapacity: 2,
      minSize: 1,
      maxSize: 4,
      volumeSize: 50,
      volumeType: 'gp3',
      volumeEncrypted: true,
      volumeIOPS: 4000,
      volumeThroughput: 200,
      labels: { tier: 'front' },
      privateNetworking: true,
      tags: { x: 'y' },
      iam: {
        attachPolicy: document,
        attachPolicyARNs: [arn('policy/node')],
        instanceRolePermissionsBoundary: arn('policy/boundary'),
        withAddonPolicies: Object.fromEntries(
          [
            ...['imageBuilder', 'autoScaler', 'externalDNS', 'certManager', 'ebs', 'efs', 'xRay', 'cloudWatch'],
            'awsLoadBalancerController',
          ].map((name) => [name, true]),
        ),
      },
      ebsOptimized: true,
      disableIMDSv1: false,
      enableDetailedMonitoring: true,
      spot: true,
      taints: [{ key: 'dedicated', value: 'x', effect: 'NoSchedule' }],
      updateConfig: { maxUnavailable: 2 },
      releaseVersion: '1.34.0-20251001',
      version: '1.34',
      nodeRepairConfig: { enabled: true },
    },
    { name: 'b', instanceType: 'm5.large', volumeKmsKeyID: 'key', updateConfig: { maxUnavailablePercentage: 30 } },
  ],
  fargateProfiles: [{ name: 'f', selectors: [{ namespace: 'jobs', labels: { x: 'y' } }], tags: { x: 'y' } }],
  cloudWatch: { clusterLogging: { enableTypes: ['api'] } },
  secretsEncryption: { keyARN: 'arn:aws:kms:us-west-2:111122223333:key/a' },
  availabilityZones: ['us-west-2a', 'us-west-2b'],
  zonalShiftConfig: { enabled: true },
  deleteProtection: { enabled: true },
};

/** A network that exists, roles that exist, an own launch template. */
const existing: Data = {
  metadata: { name: 'team', region: 'us-west-2', version: '1.34' },
  iam: { serviceRoleARN: arn('role/cluster'), withOIDC: true, fargatePodExecutionRoleARN: arn('role/fargate') },
  vpc: {
    id: 'vpc-1',
    securityGroup: 'sg-1',
    subnets: {
      private: { one: { id: 'subnet-1', az: 'us-west-2a', cidr: '10.0.1.0/24' }, two: { id: 'subnet-2' } },
      public: { three: { id: 'subnet-3', az: 'us-west-2a', cidr: '10.0.3.0/24' } },
    },
    controlPlaneSubnetIDs: ['subnet-1', 'subnet-2'],
    controlPlaneSecurityGroupIDs: ['sg-2'],
  },
  addons: [{ name: 'eks-pod-identity-agent' }, { name: 'silent', useDefaultPodIdentityAssociations: true }],
  fargateProfiles: [
    { name: 'f', subnets: ['one'], selectors: [{ namespace: 'jobs' }] },
    { name: 'g', podExecutionRoleARN: arn('role/g'), selectors: [{ namespace: 'jobs' }] },
  ],
  managedNodeGroups: [
    {
      name: 'a',
      subnets: ['one'],
      iam: { instanceRoleARN: arn('role/node') },
      launchTemplate: { id: 'lt-1', version: '3' },
    },
  ],
};

const autoMode: Data = {
  metadata: { name: 'team', region: 'us-west-2', version: '1.34' },
  autoModeConfig: { enabled: true, nodeRoleARN: arn('role/auto'), nodePools: ['general-purpose', 'system'] },
};

/** Where another value cannot be made of a text by adding to it. */
const others: Readonly<Record<string, string>> = {
  EXTENDED: 'STANDARD',
  IPv4: 'IPv6',
  API_AND_CONFIG_MAP: 'CONFIG_MAP',
  STANDARD: 'EC2_LINUX',
  namespace: 'cluster',
  Single: 'Disable',
  none: 'preserve',
  AmazonLinux2023: 'Bottlerocket',
  NoSchedule: 'NoExecute',
  api: 'audit',
  'us-west-2': 'us-east-1',
  '{}': '{"a":1}',
};

describe('every field that provisioning carries out', () => {
  const { definitions } = clusterConfigJsonSchema() as { definitions: Record<string, Schema> };
  const done = leaves(definitions['ClusterConfig'] ?? {}, []).filter((path) => treatmentOf('config', path) === 'done');
  const configs = { fresh, existing, autoMode };
  const plans = Object.fromEntries(Object.entries(configs).map(([name, config]) => [name, planned(config as object)]));

  it('the configurations that are changed here fit', () => {
    for (const [name, plan] of Object.entries(plans)) expect(blocked(plan), name).toEqual([]);
  });

  it.each(done.map((path) => [path.join('.'), path] as const))(
    '%s: another value makes another plan',
    (_name, path) => {
      const changes = Object.entries(configs).flatMap(([name, config]) =>
        places(config, path).map((place) => ({ name, config, place })),
      );
      expect(changes.length).toBeGreaterThan(0);
      const unlike = changes.some(({ name, config, place }) => {
        const plan = planned(replaced(config, place) as object);
        return JSON.stringify(plan) !== JSON.stringify(plans[name]);
      });
      expect(unlike).toBe(true);
    },
  );
});

/** The paths in the data that a path with `*` stands for. */
function places(data: Data | undefined, path: readonly string[]): string[][] {
  const [first, ...rest] = path;
  if (data === undefined) return [];
  if (first === undefined) return [[]];
  if (typeof data !== 'object' || data === null) return [];
  const keys = first === '*' ? Object.keys(data) : [first];
  return keys.flatMap((key) => places((data as Record<string, Data>)[key], rest).map((below) => [key, ...below]));
}

function replaced(data: Data, [first, ...rest]: readonly string[]): Data {
  if (first === undefined) return another(data);
  const copy = structuredClone(data) as Record<string, Data>;
  copy[first] = replaced(copy[first] ?? null, rest);
  return copy;
}

function another(value: Data): Data {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'object') return { ...document, Id: 'another' };
  if (/^\d+\.\d+$/.test(value)) return '1.33';
  if (/^\d+(\.\d+){3}\/\d+$/.test(value)) return value.replace(/^\d+\.\d+/, '172.20');
  if (value.startsWith('{') && value !== '{}') return value.replace('GetObject', 'PutObject');
  return others[value] ?? `${value}x`;
}
