import { describe, expect, it } from 'vitest';
import { planned } from '../support/provisioning-facts.ts';

const metadata = { name: 'team', region: 'us-west-2', version: '1.34' };

function plan(group: object, facts: Parameters<typeof planned>[1] = {}) {
  const { findings, steps } = planned(
    { metadata, managedNodeGroups: [{ name: 'a', desiredCapacity: 1, ...group }] },
    facts,
  );
  const [action] = steps.flatMap((step) => (step.action.kind === 'create-node-group' ? step.action : []));
  return { amiType: action?.amiType, findings };
}

describe('instance types', () => {
  it.each([
    ['m5.large', 'AmazonLinux2023', 'AL2023_x86_64_STANDARD'],
    ['m7g.large', 'AmazonLinux2023', 'AL2023_ARM_64_STANDARD'],
    ['m7g.large', 'Bottlerocket', 'BOTTLEROCKET_ARM_64'],
    ['g5.xlarge', 'AmazonLinux2023', 'AL2023_x86_64_NVIDIA'],
    ['g5.xlarge', 'Bottlerocket', 'BOTTLEROCKET_x86_64_NVIDIA'],
    ['inf2.xlarge', 'AmazonLinux2023', 'AL2023_x86_64_NEURON'],
    ['inf2.xlarge', 'Bottlerocket', 'BOTTLEROCKET_x86_64'],
    ['m5.large', 'WindowsServer2022CoreContainer', 'WINDOWS_CORE_2022_x86_64'],
  ])('%s with %s gets the image %s', (instanceType, amiFamily, amiType) => {
    expect(plan({ instanceType, amiFamily })).toEqual({ amiType, findings: [] });
  });

  it.each([
    [
      'a misspelt one',
      { instanceType: 'm5.lage' },
      'blocked a: m5.lage',
      /no instance type m5\.lage .* node group a/,
      'Did you mean m5.large?',
    ],
    [
      'one like no other',
      { instanceType: 'mainframe' },
      'blocked a: mainframe',
      /no instance type mainframe/,
      'Choose a type that the region offers.',
    ],
    [
      'one that is offered elsewhere',
      { instanceType: 'p5.48xlarge' },
      'blocked a',
      /not offered in us-west-2a, us-west-2b, us-west-2c\.$/,
      'Choose another type, or zones among us-west-2d.',
    ],
    [
      'one that is offered in one zone only',
      { instanceType: 'm8i.large' },
      'warning a',
      /not offered in us-west-2a, us-west-2c, so that/,
      'Choose another type, or zones among us-west-2b.',
    ],
    [
      'two architectures',
      { instanceTypes: ['m5.large', 'm7g.large'] },
      'blocked a',
      /m5\.large \(x86_64\), m7g\.large \(arm64\)/,
      'Make a node group for each architecture.',
    ],
    [
      'arm64 under Windows',
      { instanceType: 'm7g.large', amiFamily: 'WindowsServer2022CoreContainer' },
      'blocked a',
      /runs on x86_64 only, and m7g\.large/,
      'Choose types of x86_64, or another AMI family.',
    ],
    [
      'GPUs without drivers',
      { instanceType: 'g5.xlarge', amiFamily: 'BottlerocketFips' },
      'warning a',
      /no image with drivers .*NVIDIA.* g5\.xlarge/,
      /^Choose AmazonLinux2023 or Bottlerocket/,
    ],
  ])('tells of %s', (_name, group, place, message, remedy) => {
    const { findings } = plan(group);
    expect(findings.map(({ code, severity, subject }) => `${code} ${severity} ${subject}`)).toEqual([
      `instance-type-unfit ${place}`,
    ]);
    expect(findings[0]?.message).toMatch(message);
    expect(findings[0]?.remedy).toMatch(remedy);
  });

  it('are served by any of several in a zone, and looked at in the zones of the own subnets only', () => {
    expect(plan({ instanceTypes: ['m8i.large', 'm5.large'] }).findings).toEqual([]);
    const subnets = { private: { one: { id: 'subnet-1' }, two: { id: 'subnet-2' } } };
    const { findings } = planned({
      metadata,
      vpc: { subnets },
      managedNodeGroups: [{ name: 'a', instanceType: 'm8i.large', desiredCapacity: 1, subnets: ['two'] }],
    });
    expect(findings).toEqual([]);
  });

  it('that may not be asked about are told, and taken by their names', () => {
    const { amiType, findings } = plan({ instanceType: 'm7g.large' }, { machines: undefined });
    expect(amiType).toBe('AL2023_ARM_64_STANDARD');
    expect(findings).toEqual([
      expect.objectContaining({ code: 'instance-types-unknown', severity: 'warning', subject: 'a' }),
    ]);
  });
});
