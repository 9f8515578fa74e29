import { expect, it } from 'vitest';
import { owningAddon } from '../../src/index.ts';

it.each([
  ['an add-on', 'arn:aws:eks:us-west-2:111122223333:addon/prod/aws-ebs-csi-driver/2ac0a8b1-0000', 'aws-ebs-csi-driver'],
  ['in another partition', 'arn:aws-cn:eks:cn-north-1:111122223333:addon/addon/vpc-cni/2ac0a8b1', 'vpc-cni'],
  ['something else', 'arn:aws:eks:us-west-2:111122223333:nodegroup/prod/general/2ac0a8b1', undefined],
  ['nobody', undefined, undefined],
])('names the owner: %s', (_what, ownerArn, addon) => {
  expect(owningAddon(ownerArn === undefined ? {} : { ownerArn })).toBe(addon);
});
