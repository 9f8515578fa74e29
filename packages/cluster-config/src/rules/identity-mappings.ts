import { hasContent, itemsAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, firstKey, maps, type RuleInput } from './rule.ts';

/** A mapping has one of three shapes (reference §1.1, others). */
export function identityMappings({ config }: RuleInput): Finding[] {
  return maps(itemsAt(config, 'iamIdentityMappings')).flatMap((mapping) => {
    const shapes = ['arn', 'account', 'serviceName'].filter((field) => hasContent(valueAt(mapping, field)));
    if (shapes.length === 1) return [];
    const message =
      'A mapping is for an arn, for an account, or for a serviceName with its namespace: exactly one of them';
    return [finding('identity-mapping-shape', 'error', message, firstKey(mapping))];
  });
}
