import { describe, expect, it } from 'vitest';
import { type Addon, type AgentFacts, agentHealth, type ClusterNode } from '../../src/index.ts';

function node(name: string, more: Partial<ClusterNode> = {}): ClusterNode {
  return { name, os: 'linux', compute: 'ec2', ready: true, schedulable: true, ...more };
}

function addon(status: Addon['status'], issues: Addon['issues'] = []): Addon {
  return {
    name: 'eks-pod-identity-agent',
    version: 'v1.3.8-eksbuild.2',
    status,
    issues,
    associationArns: [],
    tags: {},
  };
}

/** A cluster whose agent runs, ready, on the named nodes; null for one without the DaemonSet. */
function observed(nodes: ClusterNode[], readyNodes: string[] | null): AgentFacts['observed'] {
  const daemonSet = readyNodes && { desired: nodes.length, ready: readyNodes.length, readyNodes };
  return { nodes, daemonSet };
}

const two = [node('one'), node('two')];
const auto = node('auto', { compute: 'auto' });
const fargate = node('fargate', { compute: 'fargate' });
const windows = node('windows', { os: 'windows' });
const cordoned = node('cordoned', { schedulable: false });

describe('the state of the agent', () => {
  it.each<[string, AgentFacts['cluster']['autoMode'], Addon | undefined, AgentFacts['observed'], string]>([
    ['Auto Mode alone brings it', true, undefined, observed([auto], null), 'built-in'],
    ['Auto Mode, cluster not asked', true, undefined, undefined, 'built-in'],
    ['Auto Mode with own nodes needs it on those', true, undefined, observed([auto, node('one')], null), 'missing'],
    ['Auto Mode with own nodes that have it', true, addon('ACTIVE'), observed([auto, node('one')], ['one']), 'ready'],
    ['on every node', false, addon('ACTIVE'), observed(two, ['one', 'two']), 'ready'],
    ['run without the add-on', false, undefined, observed(two, ['one', 'two']), 'ready'],
    ['no node needs it', false, addon('ACTIVE'), observed([fargate, windows], []), 'ready'],
    ['cordoned nodes do not count', false, addon('ACTIVE'), observed([...two, cordoned], ['one', 'two']), 'ready'],
    ['on some nodes', false, addon('ACTIVE'), observed(two, ['one']), 'partial'],
    ['on a cordoned node only', false, addon('ACTIVE'), observed([...two, cordoned], ['cordoned']), 'partial'],
    ['on no node', false, addon('ACTIVE'), observed(two, []), 'degraded'],
    ['add-on, but no DaemonSet', false, addon('ACTIVE'), observed(two, null), 'degraded'],
    ['everywhere, but EKS is not content', false, addon('DEGRADED'), observed(two, ['one', 'two']), 'degraded'],
    ['everywhere, but about to go', false, addon('DELETING'), observed(two, ['one', 'two']), 'degraded'],
    ['being installed', false, addon('CREATING'), observed(two, null), 'installing'],
    ['being updated', false, addon('UPDATING'), observed(two, ['one', 'two']), 'installing'],
    ['neither add-on nor DaemonSet', false, undefined, observed(two, null), 'missing'],
    ['neither add-on nor answer', false, undefined, undefined, 'missing'],
    ['add-on, no answer of the cluster', false, addon('ACTIVE'), undefined, 'unknown'],
  ])('%s', (_what, autoMode, theAddon, facts, state) => {
    expect(agentHealth({ cluster: { autoMode }, addon: theAddon, observed: facts }).state).toBe(state);
  });

  it('tells each node apart, with its group', () => {
    const nodes = [node('one', { nodeGroup: 'general' }), node('two'), auto, fargate, windows, cordoned];
    const health = agentHealth({ cluster: { autoMode: false }, addon: undefined, observed: observed(nodes, ['one']) });
    expect(health.nodes).toEqual([
      { name: 'one', nodeGroup: 'general', agent: 'ready' },
      { name: 'two', agent: 'not-ready' },
      { name: 'auto', agent: 'built-in' },
      { name: 'fargate', agent: 'unsupported' },
      { name: 'windows', agent: 'unsupported' },
      { name: 'cordoned', agent: 'not-ready' },
    ]);
  });

  it('passes on what EKS says of the add-on', () => {
    const issues = [{ code: 'InsufficientNumberOfReplicas', message: 'Too few pods.' }];
    const health = agentHealth({ cluster: { autoMode: false }, addon: addon('DEGRADED', issues), observed: undefined });
    expect(health).toEqual({
      state: 'unknown',
      addonVersion: 'v1.3.8-eksbuild.2',
      addonStatus: 'DEGRADED',
      issues: ['InsufficientNumberOfReplicas: Too few pods.'],
      nodes: [],
    });
    expect(agentHealth({ cluster: { autoMode: false }, addon: undefined, observed: undefined })).toEqual({
      state: 'missing',
      issues: [],
      nodes: [],
    });
  });
});
