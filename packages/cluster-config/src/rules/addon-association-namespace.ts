import { type ConfigMap, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, type RuleInput, withFix } from './rule.ts';

/** These are installed into kube-system (reference §1.4, known add-ons). */
const IN_KUBE_SYSTEM = new Set([
  ...['vpc-cni', 'kube-proxy', 'coredns', 'eks-pod-identity-agent', 'metrics-server'],
  ...['aws-ebs-csi-driver', 'aws-efs-csi-driver'],
]);

/** EKS makes the associations of an add-on in the add-on's own namespace, whatever is written (eks-and-iam §1.2). */
export function addonAssociationNamespace(input: RuleInput): Finding[] {
  return itemsAt(input.config, 'addons').flatMap((addon, index) => {
    const namespace = addon.kind === 'map' ? namespaceOf(addon) : undefined;
    if (namespace === undefined) return [];
    return itemsAt(addon, 'podIdentityAssociations').flatMap((entry, number) => {
      const value = valueAt(entry, 'namespace');
      const written = textAt(value);
      if (value === undefined || written === undefined || written === '' || written === namespace) return [];
      const message = `The add-on runs in ${namespace}: EKS makes its associations there`;
      const found = finding('addon-association-namespace', 'warning', message, value.span);
      const path = ['addons', index, 'podIdentityAssociations', number, 'namespace'];
      return [
        withFix(input, found, `Change to ${namespace}`, { kind: 'set', target: 'config', path, value: namespace }),
      ];
    });
  });
}

function namespaceOf(addon: ConfigMap): string | undefined {
  const chosen = textAt(addon, 'namespaceConfig', 'namespace');
  if (chosen !== undefined && chosen !== '') return chosen;
  return IN_KUBE_SYSTEM.has(textAt(addon, 'name') ?? '') ? 'kube-system' : undefined;
}
