import type { Cluster } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { ownTags, type ProvisioningFacts } from '../../src/provisioning/facts.ts';
import { blocked, planned } from '../support/provisioning-facts.ts';

const metadata = { name: 'team', region: 'us-west-2', version: '1.34' };
const group = { name: 'a', instanceType: 'm5.large', desiredCapacity: 2 };

/** The cluster as a configuration makes it, with its stack. */
function factsOf(config: object, more: Partial<Cluster> = {}): Partial<ProvisioningFacts> {
  const { cluster: ref, steps } = planned(config);
  const actions = steps.map(({ action }) => action);
  const stack = actions.find(({ kind }) => kind === 'create-stack');
  const made = actions.find(({ kind }) => kind === 'create-cluster');
  if (stack?.kind !== 'create-stack' || made?.kind !== 'create-cluster') throw new Error('no cluster');
  const live: Cluster = {
    ...{ ref, status: 'ACTIVE', kubernetesVersion: '1.34', platformVersion: 'eks.1' },
    ...{ endpointAccess: made.endpointAccess, authenticationMode: made.authenticationMode, roleArn: made.roleArn },
    ...{ autoMode: false, ipFamily: 'ipv4', logTypes: [...made.logTypes], tags: ownTags(ref) },
    ...more,
  };
  const nodeGroups = actions.flatMap((action) =>
    action.kind !== 'create-node-group'
      ? []
      : [
          {
            ...{ name: action.nodeGroup, status: 'ACTIVE', instanceTypes: action.instanceTypes },
            ...{ capacityType: action.capacityType, nodeRoleArn: action.nodeRoleArn, scaling: action.scaling },
            ...{ labels: action.labels, taints: [...action.taints], amiType: action.amiType },
          },
        ],
  );
  return {
    live,
    stackTemplate: stack.template,
    present: { nodeGroups, addons: [] },
  };
}

function told(config: object, facts: Partial<ProvisioningFacts>): string[] {
  return planned(config, facts).findings.flatMap(({ code, message }) => (code === 'kept-as-is' ? message : []));
}

const cases: [string, object, object, string | undefined][] = [
  ['nothing else', {}, {}, undefined],
  ['another version', { metadata: { ...metadata, version: '1.33' } }, {}, 'Kubernetes version 1.34 (configured: 1.33)'],
  [
    'logging',
    { cloudWatch: { clusterLogging: { enableTypes: ['audit', 'api'] } } },
    {},
    'log types none (configured: api audit)',
  ],
  ['another size', { managedNodeGroups: [{ ...group, desiredCapacity: 3 }] }, {}, 'maximum size 2 (configured: 3)'],
  ['spot', { managedNodeGroups: [{ ...group, spot: true }] }, {}, 'capacity ON_DEMAND (configured: SPOT)'],
  ['labels', { managedNodeGroups: [{ ...group, labels: { tier: 'x' } }] }, {}, 'labels'],
  ['a disk of another size', { managedNodeGroups: [{ ...group, volumeSize: 99 }] }, {}, 'LaunchTemplatea'],
  ['another network', { vpc: { cidr: '10.9.0.0/16' } }, {}, 'PublicSubnet1'],
  ['protection since', {}, { deletionProtection: true }, undefined],
];

describe('a configuration that says otherwise than what is there', () => {
  it.each(cases)('%s', (_title, changed, more, expected) => {
    const config = { metadata, managedNodeGroups: [group] };
    const messages = told({ ...config, ...changed }, factsOf(config, more));
    if (expected === undefined) expect(messages).toEqual([]);
    else expect(messages).toEqual([expect.stringContaining(expected)]);
  });

  it('tells of an add-on what it stays with', () => {
    const config = {
      metadata,
      managedNodeGroups: [group],
      addons: [{ name: 'coredns', version: 'v1.0.0-eksbuild.1' }],
    };
    const facts = factsOf(config);
    const addon = { name: 'coredns', version: 'v0.9.0-eksbuild.1', status: 'ACTIVE' } as const;
    expect(told(config, { ...facts, present: { nodeGroups: [], addons: [addon] } as never })).toEqual([
      expect.stringContaining('The add-on coredns exists and is not changed: it stays with version v0.9.0-eksbuild.1'),
    ]);
  });

  it('is refused where nothing but a stack of another network is left', () => {
    const config = { metadata, managedNodeGroups: [group] };
    const { stackTemplate } = factsOf(config);
    expect(blocked(planned({ ...config, vpc: { cidr: '10.9.0.0/16' } }, { stackTemplate }))).toEqual([
      expect.stringContaining('The stack podpass-team is left of an earlier attempt, with another network'),
    ]);
    expect(blocked(planned(config, { stackTemplate }))).toEqual([]);
  });

  it('changes the launch template of a node group that was never made', () => {
    const config = { metadata, managedNodeGroups: [group] };
    const facts = factsOf(config);
    const without = { ...facts, present: { nodeGroups: [], addons: [] } };
    const { steps, findings } = planned({ metadata, managedNodeGroups: [{ ...group, volumeSize: 99 }] }, without);
    expect(findings.map(({ code }) => code)).not.toContain('kept-as-is');
    expect(steps[0]?.title).toMatch(/^Change stack podpass-team: change LaunchTemplatea/);
  });
});
