import { expect, it } from 'vitest';
import { changeInWords, diffConfigs, openClusterConfig } from '../src/index.ts';
import { FEATURE_PAGE } from './example.ts';

const model = (text: string) => {
  const opened = openClusterConfig(text).model;
  if (opened === undefined) throw new Error('not a configuration');
  return opened;
};

it('tells changes in the words of the domain', () => {
  const changed = FEATURE_PAGE.replace('role/demo-eks-full', 'role/other')
    .replace('- name: kube-proxy\n  version: v1.29.0-eksbuild.1\n', '')
    .replace('    serviceAccountName: rafay-demo3', '    serviceAccountName: renamed')
    .replace('gateway: Single', 'gateway: Disable')
    .replace('blueprint: minimal', 'blueprint: custom')
    .replace('  maxSize: 2', '  maxSize: 3');
  expect(diffConfigs(model(FEATURE_PAGE), model(changed)).map(changeInWords)).toEqual([
    'association rafay-demo/rafay-demo: roleARN changed',
    'association rafay-demo/rafay-demo3: removed',
    'association rafay-demo/renamed: added',
    'addon kube-proxy: removed',
    'node-group ng-51ada954: maxSize changed',
    'setting cluster.spec.blueprint: changed',
    'setting vpc.nat.gateway: changed',
  ]);
  expect(diffConfigs(model(FEATURE_PAGE), model(FEATURE_PAGE))).toEqual([]);
});
