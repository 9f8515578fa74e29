import { configPlaces, openClusterConfig } from '@podpass/cluster-config';
import { describe, expect, it } from 'vitest';
import { creationPlan, durationInWords } from '../../src/features/create-cluster/creation-plan.ts';
import { clusterDocument, newConfigText } from '../../src/features/create-cluster/new-config-text.ts';
import { stepOf } from '../../src/features/create-cluster/wizard-step.ts';

function planOf(text: string) {
  const { model } = openClusterConfig(text);
  if (model === undefined) throw new Error('the text has no ClusterConfig');
  return creationPlan(model);
}

describe('what a new configuration begins with', () => {
  it('has nothing wrong with it', () => {
    expect(openClusterConfig(newConfigText).diagnostics).toEqual([]);
  });

  it.each(['demo', '1.2', '', 'a: b'])('gets its Cluster document also when it is named %j', (name) => {
    const lone = newConfigText.slice(newConfigText.indexOf('---\n') + 4);
    const { model, valid } = openClusterConfig(
      clusterDocument(name) + lone.replaceAll('my-cluster', name === 'demo' ? name : 'my-cluster'),
    );
    expect(model?.form).toBe('two-documents');
    expect(valid).toBe(true);
  });
});

describe('the plan in words', () => {
  it('puts the agent before the other add-ons, and nodes after them', () => {
    const plan = planOf(newConfigText);
    expect(plan.map(({ title }) => title)).toEqual([
      'Network',
      'Control plane',
      'Add-ons before nodes',
      'Nodes',
      'Blueprint',
    ]);
    expect(plan[2]?.detail).toMatch(/^eks-pod-identity-agent, vpc-cni/);
    expect(durationInWords(plan)).toBe('about 16 to 27 minutes');
  });

  it.each([
    ['vpc: {id: vpc-1}', 'Network', 'The existing VPC vpc-1 is used.'],
    [
      'vpc: {nat: {gateway: Disable}}',
      'Network',
      'A new VPC 192.168.0.0/16 with public and private subnets and no NAT gateway.',
    ],
    [
      'iam: {podIdentityAssociations: [{namespace: a}]}',
      'Pod identity associations',
      '1 association, after the agent runs on the nodes',
    ],
    ['iam: {withOIDC: true}', 'IRSA', 'The IAM OIDC provider'],
    ['addons: [{name: aws-ebs-csi-driver}]', 'Add-ons after nodes', 'aws-ebs-csi-driver'],
  ])('%s', (section, title, detail) => {
    const plan = planOf(`apiVersion: rafay.io/v1alpha5\nkind: ClusterConfig\n${section}\n`);
    expect(plan.find((stage) => stage.title === title)?.detail).toBe(detail);
  });
});

describe('the step where a problem is mended', () => {
  it.each([
    ['metadata: {name: a, region: b, version: 1.30}', 'general'],
    ['metadata: {name: a, region: b, tags: [1]}', 'advanced'],
    ['metadata: {name: a, region: b}\nvpc: {nat: {gateway: Doubel}}', 'settings'],
    ['metadata: {name: a, region: b}\nnodeGroups: [{}]', 'node-groups'],
    ['metadata: {name: a, region: b}\niam: {withOidc: true}', 'advanced'],
  ])('%s', (sections, step) => {
    const text = `apiVersion: rafay.io/v1alpha5\nkind: ClusterConfig\n${sections}\n`;
    const places = configPlaces(text);
    expect(openClusterConfig(text).diagnostics.map((diagnostic) => stepOf(diagnostic, places))).toContain(step);
  });
});
