import { wellKnownPolicies } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { wellKnownPermissions, wellKnownPolicyDefinitions } from '../../src/iam/well-known-policies.ts';

/** IAM allows this many characters, white space not counted, in all inline policies of a role together. */
const inlineLimit = 10_240;

describe.each(wellKnownPolicies)('%s', (name) => {
  it.each(['aws', 'aws-cn', 'aws-us-gov'])('is a policy of the partition %s', (partition) => {
    const { policyArns, document } = wellKnownPermissions(name, partition);
    expect(policyArns.length + (document === undefined ? 0 : 1)).toBeGreaterThan(0);
    for (const arn of policyArns) expect(arn).toMatch(new RegExp(`^arn:${partition}:iam::aws:policy/[\\w/-]+$`));
    if (document === undefined) return;
    expect(document).not.toContain('PARTITION');
    for (const [, found] of document.matchAll(/arn:([a-z-]*):/g)) expect(found).toBe(partition);
    expect(document.replaceAll(/\s/g, '').length).toBeLessThan(inlineLimit);
    const parsed = JSON.parse(document) as { Version: string; Statement: Record<string, unknown>[] };
    expect(Object.keys(parsed)).toEqual(['Version', 'Statement']);
    expect(parsed.Version).toBe('2012-10-17');
    for (const { Effect, Action, Resource } of parsed.Statement) {
      expect(Effect).toBe('Allow');
      expect(Resource).toMatch(/^(\*|arn:)/);
      // No preset gives a whole service away.
      for (const action of Action as string[]) expect(action).toMatch(/^[a-z0-9-]+:(?!\*$)[A-Za-z*]+$/);
    }
  });

  it('says what it is for', () => {
    const { title, description } = wellKnownPolicyDefinitions[name];
    expect(title).not.toBe('');
    expect(description).toMatch(/\.$/);
  });
});

it('lets the autoscaler change nothing that is not tagged for it', () => {
  const { document = '' } = wellKnownPermissions('autoScaler', 'aws');
  const { Statement: statements } = JSON.parse(document) as { Statement: { Action: string[]; Condition?: object }[] };
  const changing = statements.filter(({ Action }) => Action.some((action) => !/:(Describe|Get|List)/.test(action)));
  expect(changing).toHaveLength(1);
  expect(changing[0]?.Condition).toEqual({
    StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true' },
  });
});
