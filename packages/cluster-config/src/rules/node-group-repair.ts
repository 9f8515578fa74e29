import { hasContent, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { managedGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

const LIMITS = ['maxUnhealthyNodeThreshold', 'maxParallelNodesRepaired'];

/** Each limit of the automatic repair is a number or a share (EKS's own model). */
export function nodeGroupRepair({ config }: RuleInput): Finding[] {
  return managedGroups(config).flatMap((group) => {
    const repair = mapAt(group, 'nodeRepairConfig');
    if (repair === undefined) return [];
    return LIMITS.filter((limit) =>
      ['Count', 'Percentage'].every((kind) => hasContent(valueAt(repair, `${limit}${kind}`))),
    ).map((limit) => {
      const message = `${limit}Count and ${limit}Percentage exclude each other`;
      return finding('node-group-repair', 'error', message, keySpan(repair, `${limit}Percentage`));
    });
  });
}
