import type { KubernetesVersionFact } from '../config-parts.ts';
import { type ConfigScalar, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { minorOf } from './kubernetes-minor.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, type RuleInput, withFixes } from './rule.ts';

/**
 * Versions as EKS offers them now. Only warnings: the text may describe a cluster that exists, and facts age faster than
 * texts; creating a cluster asks EKS again.
 */
export function kubernetesVersion(input: RuleInput): Finding[] {
  const known = input.facts.kubernetesVersions;
  const value = valueAt(input.config, 'metadata', 'version');
  const written = textAt(value);
  if (known === undefined || value?.kind !== 'scalar' || written === undefined || !/^1\.\d+$/.test(written)) return [];
  const fact = known.find((one) => one.version === written);
  if (fact === undefined || fact.status === 'unsupported') return [notOffered(input, written, value, known)];
  if (fact.status !== 'extended') return [];
  const policy = mapAt(input.config, 'upgradePolicy');
  const message =
    textAt(policy, 'supportType') === 'STANDARD'
      ? `Kubernetes ${written} is in extended support, which upgradePolicy.supportType: STANDARD forgoes: EKS upgrades such a cluster by itself`
      : `Kubernetes ${written} is in extended support, which costs more for each hour`;
  return [finding('kubernetes-version-support', 'warning', message, value.span)];
}

function notOffered(
  input: RuleInput,
  written: string,
  value: ConfigScalar,
  known: readonly KubernetesVersionFact[],
): Finding {
  const message = known.some((one) => one.version === written)
    ? `EKS no longer supports Kubernetes ${written}`
    : `EKS does not offer Kubernetes ${written}`;
  const found = finding('kubernetes-version-unknown', 'warning', message, value.span);
  const wanted = nearest(written, known);
  if (wanted === undefined) return found;
  // Node groups that stand on the same version go along: they may not stay far behind.
  const groups = allNodeGroups(input.config).filter(({ group }) => textAt(group, 'version') === written);
  const paths = [['metadata', 'version'], ...groups.map(({ path }) => [...path, 'version'])];
  const edits = paths.map((path) => ({ kind: 'set', target: 'config', path, value: wanted }) as const);
  return withFixes(input, found, `Change to ${wanted}`, edits);
}

/** The least step to a version in standard support; of two as near, the newer. */
function nearest(written: string, known: readonly KubernetesVersionFact[]): string | undefined {
  const minor = (version: string): number => minorOf(version) ?? 0;
  const distance = (version: string): number => Math.abs(minor(version) - minor(written));
  return known
    .filter(({ status }) => status === 'standard')
    .map(({ version }) => version)
    .toSorted((left, right) => distance(left) - distance(right) || minor(right) - minor(left))[0];
}
