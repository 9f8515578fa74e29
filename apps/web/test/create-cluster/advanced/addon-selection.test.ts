import { editConfigInOrder, openClusterConfig } from '@podpass/cluster-config';
import { expect, test } from 'vitest';
import { selectionEdits } from '../../../src/features/create-cluster/advanced/addon-selection.ts';
import { featurePage } from './feature-page.ts';

const config = openClusterConfig(featurePage).model?.config;
const choiceOf = (name: string) => ({ name, version: 'v2', needsPermissions: name === 'aws-ebs-csi-driver' });

function after(chosen: readonly string[]): string {
  const result = editConfigInOrder(featurePage, selectionEdits(config, chosen, choiceOf));
  if (!result.ok) throw new Error(result.problem.message);
  return result.text;
}

test('the same choice changes nothing', () => {
  expect(after(['eks-pod-identity-agent', 'vpc-cni', 'coredns'])).toBe(featurePage);
});

test('a chosen add-on comes last, with its default version and the recommended permissions that it needs', () => {
  const added = `  version: latest
- name: aws-ebs-csi-driver
  version: v2
  useDefaultPodIdentityAssociations: true
`;
  expect(after(['coredns', 'vpc-cni', 'eks-pod-identity-agent', 'aws-ebs-csi-driver'])).toBe(
    featurePage.replace('  version: latest\n', added),
  );
});

test('add-ons that are not chosen any more go, others keep their comments', () => {
  const names = openClusterConfig(after(['vpc-cni', 'snapshot-controller'])).model?.addons.map(({ name }) => name);
  expect(names).toEqual(['vpc-cni', 'snapshot-controller']);
  expect(after(['vpc-cni', 'snapshot-controller'])).toContain('- name: vpc-cni # pinned: see the runbook\n');
});
