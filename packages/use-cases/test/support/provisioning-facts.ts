import { openClusterConfig } from '@podpass/cluster-config';
import type { CatalogueAddon, InstanceType, Networks } from '@podpass/inventory';
import type { ProvisioningFacts } from '../../src/provisioning/facts.ts';
import { planProvisioning } from '../../src/provisioning/plan-provisioning.ts';

/** The plan of a configuration in an account with nothing but a network and a role, or as `facts` say. */
export function planned(config: object, facts: Partial<ProvisioningFacts> = {}) {
  const text = JSON.stringify({ apiVersion: 'rafay.io/v1alpha5', kind: 'ClusterConfig', ...config });
  const { model } = openClusterConfig(text);
  if (model === undefined) throw new Error('no ClusterConfig');
  return planProvisioning({ ...factsOf(model), ...facts });
}

export function blocked({ findings }: ReturnType<typeof planned>): string[] {
  return findings.filter(({ severity }) => severity === 'blocked').map(({ message }) => message);
}

/** One network of two zones with room. */
export const networks: Networks = {
  availabilityZones: ['a', 'b', 'c'].map((zone) => ({ name: `us-west-2${zone}`, id: `usw2-az-${zone}` })),
  vpcs: [
    {
      id: 'vpc-1',
      name: '',
      cidr: '10.0.0.0/16',
      default: false,
      subnets: [
        ...[1, 2, 3].map((part) => ({
          id: `subnet-${part}`,
          name: '',
          cidr: `10.0.${part}.0/24`,
          availabilityZone: part === 2 ? 'us-west-2b' : 'us-west-2a',
          public: part === 3,
          freeAddresses: 200,
          tags: {},
        })),
      ],
      securityGroups: ['sg-1', 'sg-2'].map((id) => ({ id, name: id, description: '' })),
    },
  ],
};

/** A few of each kind, as EC2 offers them in the three zones. */
const machines: InstanceType[] = [
  ...['m5.large', 'm5.xlarge', 'm6i.large', 't3.large', 't3.medium', 'c5.large'].map((name) => machine(name, 'x86_64')),
  ...['m6g.large', 'm7g.large'].map((name) => machine(name, 'arm64')),
  { ...machine('g5.xlarge', 'x86_64'), accelerators: ['NVIDIA'] },
  { ...machine('inf2.xlarge', 'x86_64'), accelerators: ['Neuron'] },
  { ...machine('m8i.large', 'x86_64'), zones: ['us-west-2b'] },
  { ...machine('p5.48xlarge', 'x86_64'), accelerators: ['NVIDIA'], zones: ['us-west-2d'] },
];

function machine(name: string, architecture: string): InstanceType {
  const zones = ['us-west-2a', 'us-west-2b', 'us-west-2c'];
  return { name, architectures: [architecture], accelerators: [], zones };
}

function factsOf(model: ProvisioningFacts['model']): ProvisioningFacts {
  const [name, region] = [model.name ?? '', model.region ?? ''];
  const account = '111122223333';
  const ref = {
    key: name,
    name,
    region,
    account,
    partition: 'aws',
    arn: `arn:aws:eks:${region}:${account}:cluster/${name}`,
  };
  return {
    ref,
    model,
    live: undefined,
    networks,
    versions: ['1.34', '1.33'].map((version) => ({ version, status: 'standard', default: version === '1.34' })),
    addons: [
      'eks-pod-identity-agent',
      'vpc-cni',
      'kube-proxy',
      'coredns',
      'aws-ebs-csi-driver',
      'recommends',
      'silent',
    ].map(addonNamed),
    addonDetails: new Map(
      ['recommends', 'silent'].map((addon) => [
        addon,
        {
          configurationSchema: null,
          podIdentity: [{ serviceAccount: addon, recommendedManagedPolicies: [`arn:aws:iam::aws:policy/${addon}`] }],
        },
      ]),
    ),
    roles: new Map(
      ['given', 'pod-d', 'irsa-a', 'addon-two'].map((role) => [role, role === 'given' ? roleNamed(role) : null]),
    ),
    unknownPolicies: new Set(),
    blueprint: undefined,
    clusters: 0,
    stack: undefined,
    machines,
    caller: 'arn:aws:iam::111122223333:role/console',
    providers: 0,
    roleArns: undefined,
  };
}

function addonNamed(name: string): CatalogueAddon {
  const version = { version: 'v1.0.0-eksbuild.1', default: true, compatible: true };
  const needs = { requiresConfiguration: false, requiresIamPermissions: false, computeTypes: [], architectures: [] };
  return { name, type: 'x', publisher: 'eks', owner: 'aws', versions: [{ ...version, ...needs }] };
}

function roleNamed(name: string) {
  const Principal = { Service: 'pods.eks.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: ['sts:AssumeRole', 'sts:TagSession'] }];
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement });
  return { name, arn: `arn:aws:iam::111122223333:role/${name}`, path: '/', trustPolicy, tags: {}, description: '' };
}
