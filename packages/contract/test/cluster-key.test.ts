import { expect, it } from 'vitest';
import { ClusterKey } from '../src/index.ts';

it.each([
  ['demo-eks-cluster', true],
  ['0', true],
  ['A_b-c', true],
  ['c'.repeat(100), true],
  ['prod@eu-west-1', true],
  ['prod@us-gov-west-1', true],
  ['prod@ap-southeast-12', true],
  ['', false],
  ['-prod', false],
  ['_prod', false],
  ['c'.repeat(101), false],
  ['prod@', false],
  ['@eu-west-1', false],
  ['prod@eu', false],
  ['prod@eu-west', false],
  ['prod@EU-WEST-1', false],
  ['prod@eu-west-1@eu-west-1', false],
  ['prod/x', false],
  ['prod prod', false],
  ['prod\n', false],
])('a cluster key: %j %s', (text, good) => {
  expect(ClusterKey.safeParse(text).success).toBe(good);
});
