import { booleanAt, hasContent, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, firstKey, keySpan, maps, type RuleInput, withFix } from './rule.ts';

/** Fargate profiles, identity mappings, Karpenter and hybrid networks: one relation each (reference §1.1, others). */
export function smallSections(input: RuleInput): Finding[] {
  return [...fargate(input), ...identityMappings(input), ...karpenter(input), ...remoteNetwork(input)];
}

function fargate({ config }: RuleInput): Finding[] {
  return maps(itemsAt(config, 'fargateProfiles'))
    .filter((profile) => textAt(profile, 'name')?.startsWith('eks-') === true)
    .map((profile) =>
      finding('fargate-profile-invalid', 'error', 'EKS keeps names with eks- for itself', keySpan(profile, 'name')),
    );
}

function identityMappings({ config }: RuleInput): Finding[] {
  return maps(itemsAt(config, 'iamIdentityMappings')).flatMap((mapping) => {
    const shapes = ['arn', 'account', 'serviceName'].filter((field) => hasContent(valueAt(mapping, field)));
    if (shapes.length === 1) return [];
    const message =
      'A mapping is for an arn, for an account, or for a serviceName with its namespace: exactly one of them';
    return [finding('identity-mapping-shape', 'error', message, firstKey(mapping))];
  });
}

function karpenter(input: RuleInput): Finding[] {
  const section = mapAt(input.config, 'karpenter');
  if (section === undefined || booleanAt(input.config, 'iam', 'withOIDC') === true) return [];
  const found = finding(
    'karpenter-requirements',
    'error',
    'Karpenter needs iam.withOIDC: true',
    keySpan(input.config, 'karpenter'),
  );
  return [
    withFix(input, found, 'Set iam.withOIDC: true', {
      kind: 'set',
      target: 'config',
      path: ['iam', 'withOIDC'],
      value: true,
    }),
  ];
}

function remoteNetwork({ config }: RuleInput): Finding[] {
  const section = mapAt(config, 'remoteNetworkConfig');
  if (section === undefined) return [];
  return ['remoteNodeNetworks', 'remotePodNetworks']
    .filter((field) => itemsAt(section, field).length > 1)
    .map((field) => finding('remote-network', 'error', 'EKS takes one network here', keySpan(section, field)));
}
