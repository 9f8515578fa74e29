import { itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { DNS_LABEL } from '../schema/patterns.ts';
import { finding, maps, type RuleInput } from './rule.ts';

/** The namespace of an add-on starts with a letter, which is stricter than Kubernetes (reference §1.4). */
export function addonNamespace({ config }: RuleInput): Finding[] {
  return maps(itemsAt(config, 'addons')).flatMap((addon) => {
    const value = valueAt(addon, 'namespaceConfig', 'namespace');
    const written = textAt(value);
    if (value === undefined || written === undefined || (DNS_LABEL.test(written) && /^[a-z]/.test(written))) return [];
    const message = `${JSON.stringify(written.slice(0, 80))} cannot be the namespace of an add-on: a lower-case letter first, then letters, digits and hyphens`;
    return [finding('addon-namespace-invalid', 'error', message, value.span)];
  });
}
