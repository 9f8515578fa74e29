import type { Cluster, Networks, Stack } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import type { ProvisioningFacts } from '../../src/provisioning/facts.ts';
import { networks, planned } from '../support/provisioning-facts.ts';

const metadata = { name: 'team', region: 'us-west-2', version: '1.34' };
const group = { name: 'a', instanceType: 'm5.large', desiredCapacity: 1 };
const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const subnets = { private: { one: { id: 'subnet-1' }, two: { id: 'subnet-2' } } };
const ours = { 'podpass:cluster': 'arn:aws:eks:us-west-2:111122223333:cluster/team' };

const association = {
  namespace: 'default',
  serviceAccountName: 'a',
  permissionPolicyARNs: ['arn:aws:iam::aws:policy/x'],
};
const admin = {
  policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  accessScope: { type: 'cluster' },
};

type Case = [name: string, config: object, facts: Partial<ProvisioningFacts>, findings: string[]];

const cases: Case[] = [
  ['nothing in the way', { managedNodeGroups: [group] }, { roleArns: new Set() }, []],
  ['a stack of others', {}, { stack: stack('CREATE_COMPLETE', {}) }, ['blocked stack-unfit podpass-team', 'nodes']],
  [
    'its own stack, not to be read',
    {},
    { stack: stack('CREATE_COMPLETE', ours) },
    ['nodes', 'warning stack-unfit podpass-team'],
  ],
  ['its own stack, half gone', {}, { stack: stack('DELETE_FAILED', ours) }, ['nodes']],
  [
    'its own stack, after an update of somebody else',
    {},
    { stack: stack('UPDATE_ROLLBACK_FAILED', ours) },
    ['blocked stack-unfit podpass-team', 'nodes'],
  ],
  ['a cluster of others', {}, { live: live('ACTIVE', {}) }, ['blocked cluster-exists team', 'nodes']],
  ['its own cluster', {}, { live: live('CREATING', ours) }, ['info cluster-resumed team', 'nodes']],
  [
    'its own cluster, not to be looked into',
    {},
    { live: live('ACTIVE', ours) },
    ['info cluster-resumed team', 'nodes', 'warning kept-as-is team'],
  ],
  ['its own cluster, failed', {}, { live: live('FAILED', ours) }, ['warning cluster-resumed team', 'nodes']],
  ['its own cluster, going', {}, { live: live('DELETING', ours) }, ['blocked cluster-exists team', 'nodes']],
  ['a stack that is gone', {}, { stack: stack('DELETE_COMPLETE', {}) }, ['nodes']],
  [
    'a role that the stack is to make',
    {},
    { roleArns: new Set([clusterRoleArn()]) },
    [`blocked role-exists ${clusterRoleArn().split('/').at(-1)}`, 'nodes'],
  ],
  [
    'a role that the stack has made',
    {},
    { roleArns: new Set([clusterRoleArn()]), stack: stack('CREATE_COMPLETE', ours), stackTemplate: template() },
    ['nodes'],
  ],
  [
    'roles that are not there',
    {
      iam: {
        serviceRoleARN: arn('no-cluster'),
        serviceAccounts: [{ metadata: { name: 'a', namespace: 'default' }, attachRoleARN: arn('no-irsa') }],
      },
      accessConfig: { accessEntries: [{ principalARN: arn('no-person') }, { principalARN: arn('person') }] },
      managedNodeGroups: [{ ...group, iam: { instanceRoleARN: arn('no-node') } }],
    },
    { roleArns: new Set([arn('person')]) },
    [
      ...['no-cluster', 'no-node', 'no-person'].map((name) => `blocked role-not-found ${arn(name)}`),
      `warning role-not-found ${arn('no-irsa')}`,
    ],
  ],
  [
    'roles of another account are not known',
    { accessConfig: { accessEntries: [{ principalARN: 'arn:aws:iam::444455556666:role/x' }] } },
    { roleArns: new Set() },
    ['nodes'],
  ],
  [
    'quotas',
    { iam: { withOIDC: true } },
    { clusters: 100, providers: 100, roleArns: new Set(many(1_000)), networks: withVpcs(5) },
    ['us-west-2', 'vpc', 'oidc-provider', 'roles'].map((name) => `warning quota-reached ${name}`).concat('nodes'),
  ],
  [
    'too many node groups',
    { managedNodeGroups: many(31).map((name) => ({ ...group, name })) },
    {},
    ['warning quota-reached team'],
  ],
  [
    'nodes ahead of the control plane, and far behind it',
    {
      managedNodeGroups: [
        { ...group, name: 'ahead', version: '1.35' },
        { ...group, name: 'behind', version: '1.30' },
        { ...group, name: 'fine', version: '1.31' },
        { ...group, name: 'mixed', version: '1.34', releaseVersion: '1.33.1-20250101' },
      ],
    },
    {},
    ['ahead', 'behind', 'mixed'].map((name) => `blocked version-not-offered ${name}`),
  ],
  [
    'a creator who gets no access, with nothing to do in the cluster',
    { accessConfig: { bootstrapClusterCreatorAdminPermissions: false } },
    {},
    ['warning kubernetes-unavailable team', 'nodes'],
  ],
  [
    'a creator who gets no access, with something to do in the cluster',
    {
      accessConfig: { bootstrapClusterCreatorAdminPermissions: false },
      addons: [{ name: 'eks-pod-identity-agent' }],
      iam: { podIdentityAssociations: [{ ...association, createServiceAccount: true }] },
    },
    {},
    ['blocked kubernetes-unavailable team', 'nodes'],
  ],
  [
    'a creator who has an entry of its own',
    {
      accessConfig: {
        bootstrapClusterCreatorAdminPermissions: false,
        accessEntries: [{ principalARN: arn('console'), accessPolicies: [admin] }],
      },
      addons: [{ name: 'eks-pod-identity-agent' }],
      iam: { podIdentityAssociations: [{ ...association, createServiceAccount: true }] },
    },
    {},
    ['nodes'],
  ],
  ['two zones', { vpc: { subnets }, managedNodeGroups: [group] }, {}, []],
  [
    'one zone',
    { vpc: { subnets: { private: { one: { id: 'subnet-1' } }, public: { three: { id: 'subnet-3' } } } } },
    {},
    ['blocked network-unfit vpc.subnets', 'nodes'],
  ],
  [
    'subnets that are not there, or elsewhere',
    {
      vpc: {
        id: 'vpc-2',
        subnets: { private: { one: { id: 'subnet-1', az: 'us-west-2c' }, two: { id: 'subnet-9' } } },
      },
    },
    {},
    ['subnet-9', 'subnet-1', 'vpc-2', 'vpc.subnets'].map((name) => `blocked network-unfit ${name}`).concat('nodes'),
  ],
  [
    'a subnet without room',
    { vpc: { subnets } },
    { networks: withRoom(5) },
    ['blocked network-unfit subnet-1', 'blocked network-unfit subnet-2', 'nodes'],
  ],
  [
    'groups and subnets of a network that is still to be made',
    { vpc: { securityGroup: 'sg-1', controlPlaneSubnetIDs: ['subnet-1'] } },
    {},
    ['blocked network-unfit subnet-1', 'blocked network-unfit sg-1', 'nodes'],
  ],
  [
    'private nodes without a private subnet',
    {
      vpc: { subnets: { public: { two: { id: 'subnet-2' }, three: { id: 'subnet-3' } } } },
      managedNodeGroups: [{ ...group, privateNetworking: true }],
    },
    {},
    ['blocked network-unfit a'],
  ],
];

describe('what stands against provisioning', () => {
  it.each(cases)('%s', (_name, config, facts, expected) => {
    const { findings } = planned({ metadata, ...config }, facts);
    expect(findings.map(inShort).toSorted()).toEqual(expected.map(spelledOut).toSorted());
  });
});

it('what happens in the cluster waits for the entry of the console where its creator gets no access', () => {
  const bootstrapClusterCreatorAdminPermissions = false;
  const accessEntries = [{ principalARN: arn('console'), accessPolicies: [admin] }];
  const serviceAccounts = [{ metadata: { name: 'a', namespace: 'default' }, attachRoleARN: arn('given') }];
  const { steps } = planned({
    metadata,
    accessConfig: { bootstrapClusterCreatorAdminPermissions, accessEntries },
    iam: { serviceAccounts },
  });
  const entry = steps.find(({ action }) => action.kind === 'create-access-entry');
  const link = steps.find(({ action }) => action.kind === 'link-service-account');
  expect(link?.dependsOn).toContain(entry?.id);
});

function inShort({ severity, code, subject }: { severity: string; code: string; subject: string }): string {
  return `${severity} ${code} ${subject}`;
}

function spelledOut(expected: string): string {
  return expected === 'nodes' ? 'warning nodes-missing team' : expected;
}

function template(): string | undefined {
  const { steps } = planned({ metadata });
  return steps.flatMap(({ action }) => (action.kind === 'create-stack' ? action.template : []))[0];
}

function stack(status: string, tags: Record<string, string>): Stack {
  return { id: 'x', name: 'podpass-team', status, outputs: {}, tags };
}

function live(status: Cluster['status'], tags: Record<string, string>): Cluster {
  const { cluster: ref } = planned({ metadata });
  const endpointAccess = { public: true, private: false, publicCidrs: [] };
  return { ref, status, kubernetesVersion: '1.34', endpointAccess, autoMode: false, ipFamily: 'ipv4', tags };
}

function clusterRoleArn(): string {
  const created = planned({ metadata }).steps.find(({ action }) => action.kind === 'create-cluster');
  return created?.action.kind === 'create-cluster' ? created.action.roleArn : '';
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_none, index) => `n${index}`);
}

function withVpcs(count: number): Networks {
  return { ...networks, vpcs: many(count).map((id) => ({ ...networks.vpcs[0], id })) as Networks['vpcs'] };
}

function withRoom(freeAddresses: number): Networks {
  const vpcs = networks.vpcs.map((vpc) => ({
    ...vpc,
    subnets: vpc.subnets.map((subnet) => ({ ...subnet, freeAddresses })),
  }));
  return { ...networks, vpcs };
}
