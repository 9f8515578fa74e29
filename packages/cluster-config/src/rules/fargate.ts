import { itemsAt, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

/** EKS's model: at most five selectors of a profile. */
const MOST_SELECTORS = 5;

/** Fargate profiles: names that are free, and as many selectors as EKS takes (reference §1.1, others). */
export function fargate({ config }: RuleInput): Finding[] {
  const seen = new Set<string>();
  return maps(itemsAt(config, 'fargateProfiles')).flatMap((profile) => {
    const name = textAt(profile, 'name');
    const findings: Finding[] = [];
    const wrong = (message: string, field: string): void => {
      findings.push(finding('fargate-profile-invalid', 'error', message, keySpan(profile, field)));
    };
    if (name?.startsWith('eks-') === true) wrong('EKS keeps names with eks- for itself', 'name');
    if (name !== undefined && seen.has(name)) wrong(`The name ${name} is taken by another profile`, 'name');
    if (name !== undefined) seen.add(name);
    if (itemsAt(profile, 'selectors').length > MOST_SELECTORS)
      wrong(`At most ${MOST_SELECTORS} selectors`, 'selectors');
    return findings;
  });
}
