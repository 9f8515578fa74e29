import { mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, type RuleInput, withFix } from './rule.ts';

/**
 * Versions as EKS offers them now. Only warnings: the text may describe a cluster that exists, and facts age faster than
 * texts; creating a cluster asks EKS again.
 */
export function kubernetesVersion(input: RuleInput): Finding[] {
  const known = input.facts.kubernetesVersions;
  const value = valueAt(input.config, 'metadata', 'version');
  const written = textAt(value);
  if (known === undefined || value === undefined || written === undefined || !/^1\.\d+$/.test(written)) return [];
  const fact = known.find((one) => one.version === written);
  const wanted = (known.find((one) => one.default === true) ?? known.find((one) => one.status === 'standard'))?.version;
  if (fact === undefined || fact.status === 'unsupported') {
    const message =
      fact === undefined ? `EKS does not offer Kubernetes ${written}` : `EKS no longer supports Kubernetes ${written}`;
    const found = finding('kubernetes-version-unknown', 'warning', message, value.span);
    if (wanted === undefined) return [found];
    const edit = { kind: 'set', target: 'config', path: ['metadata', 'version'], value: wanted } as const;
    return [withFix(input, found, `Change to ${wanted}`, edit)];
  }
  if (fact.status !== 'extended') return [];
  const policy = mapAt(input.config, 'upgradePolicy');
  const message =
    textAt(policy, 'supportType') === 'STANDARD'
      ? `Kubernetes ${written} is in extended support, which upgradePolicy.supportType: STANDARD forgoes: EKS upgrades such a cluster by itself`
      : `Kubernetes ${written} is in extended support, which costs more for each hour`;
  return [finding('kubernetes-version-support', 'warning', message, value.span)];
}
