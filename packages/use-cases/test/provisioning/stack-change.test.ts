import { describe, expect, it } from 'vitest';
import { stackChange } from '../../src/provisioning/stack-change.ts';

const role = (name: string, policies: string[] = []) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName: name, ManagedPolicyArns: policies },
});
const launch = (size: number) => ({ Type: 'AWS::EC2::LaunchTemplate', Properties: { size } });
const vpc = (cidr = '10.0.0.0/16') => ({ Type: 'AWS::EC2::VPC', Properties: { CidrBlock: cidr } });
const subnet = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' } } };
const ref = (Ref: string) => ({ Value: { Ref } });
const text = (Resources: object, Outputs: object = {}) => JSON.stringify({ Description: 'd', Resources, Outputs });

const nothing = () => false;
const cases: [string, object, object, (id: string, isThere: boolean) => boolean, object][] = [
  ['the same', { A: role('a') }, { A: role('a') }, nothing, {}],
  ['a role more', { A: role('a') }, { B: role('b'), A: role('a') }, nothing, { added: ['B'] }],
  ['one that is no longer wanted', { A: role('a'), B: role('b') }, { A: role('a') }, nothing, {}],
  ['a free one otherwise', { A: launch(20) }, { A: launch(60) }, nothing, { changed: ['A'] }],
  ['one in use otherwise', { A: launch(20) }, { A: launch(60) }, (id) => id === 'A', { kept: ['A'] }],
  ['one that something does without', {}, { A: launch(60) }, (_id, isThere) => !isThere, { kept: ['A'] }],
  ['another network', { Vpc: vpc() }, { Vpc: vpc('10.1.0.0/16') }, nothing, { kept: ['Vpc'] }],
  ['a larger network', { Vpc: vpc() }, { Vpc: vpc(), S: subnet }, nothing, { kept: ['S'] }],
  ['a network where there was none', { A: role('a') }, { Vpc: vpc(), S: subnet }, nothing, { added: ['Vpc', 'S'] }],
];

describe('the change of a stack', () => {
  it.each(cases)('%s', (_title, before, after, inUse, expected) => {
    const { template, ...change } = stackChange(text(before), text(after), inUse);
    expect(change).toEqual({ added: [], changed: [], kept: [], ...expected });
    const { Resources } = JSON.parse(template);
    const taken = [...change.added, ...change.changed];
    for (const id of Object.keys({ ...before, ...after })) {
      const source: Record<string, unknown> = taken.includes(id) ? { ...after } : { ...before };
      expect(Resources[id]).toEqual(source[id]);
    }
    // What has become of it is a change of nothing.
    expect(stackChange(template, text(after), inUse)).toMatchObject({ template, added: [], changed: [] });
  });

  it('keeps outputs, and adds those of what is there then', () => {
    const before = text({ Vpc: vpc() }, { VpcId: ref('Vpc'), Old: { Value: 'kept' } });
    const after = text(
      { Vpc: vpc(), S: subnet, B: role('b') },
      { VpcId: ref('Vpc'), S: ref('S'), BArn: { Value: { 'Fn::GetAtt': ['B', 'Arn'] } } },
    );
    const { Outputs, Description } = JSON.parse(stackChange(before, after, nothing).template);
    expect(Object.keys(Outputs).toSorted()).toEqual(['BArn', 'Old', 'VpcId']);
    expect(Description).toBe('d');
  });
});
