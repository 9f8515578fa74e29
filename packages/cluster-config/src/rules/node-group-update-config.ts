import { hasContent, mapAt, numberAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { managedGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** A number of nodes or a share of them, not both, and no more than there are (reference §1.1). */
export function nodeGroupUpdateConfig({ config }: RuleInput): Finding[] {
  return managedGroups(config).flatMap((group) => {
    const update = mapAt(group, 'updateConfig');
    if (update === undefined) return [];
    const given = ['maxUnavailable', 'maxUnavailablePercentage'].filter((field) => hasContent(valueAt(update, field)));
    if (given.length !== 1) {
      const message = 'Exactly one of maxUnavailable and maxUnavailablePercentage is needed';
      return [finding('node-group-update-config', 'error', message, keySpan(group, 'updateConfig'))];
    }
    const most = numberAt(group, 'maxSize');
    const away = numberAt(update, 'maxUnavailable');
    if (most === undefined || away === undefined || away <= most) return [];
    const message = `maxUnavailable ${away} is above maxSize ${most}`;
    return [finding('node-group-update-config', 'error', message, keySpan(update, 'maxUnavailable'))];
  });
}
