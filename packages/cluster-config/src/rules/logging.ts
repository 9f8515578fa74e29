import { itemsAt, mapAt, numberAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** Retention is for logs, so some must be written (reference §1.1, cloudWatch). */
export function logging({ config }: RuleInput): Finding[] {
  const section = mapAt(config, 'cloudWatch', 'clusterLogging');
  if (section === undefined || numberAt(section, 'logRetentionInDays') === undefined) return [];
  if (itemsAt(section, 'enableTypes').length > 0) return [];
  const message = 'Nothing is logged: logRetentionInDays needs enableTypes';
  return [finding('logging-retention', 'error', message, keySpan(section, 'logRetentionInDays'))];
}
