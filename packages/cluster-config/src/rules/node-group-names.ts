import { textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** Names are unique across managed and self-managed groups (reference §1.1). */
export function nodeGroupNames({ config }: RuleInput): Finding[] {
  const seen = new Set<string>();
  return allNodeGroups(config).flatMap(({ group }) => {
    const name = textAt(group, 'name');
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    const message = `The name ${name} is taken by another node group`;
    return [finding('node-group-duplicate', 'error', message, keySpan(group, 'name'))];
  });
}
