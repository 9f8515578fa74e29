import { booleanAt, hasContent, itemsAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { IRSA_FIELDS } from './addon-identity.ts';
import { finding, keySpan, maps, type RuleInput, withFix } from './rule.ts';

/** The role of an add-on by IRSA needs an OIDC provider; without one it gets no permissions, silently (reference §1.4). */
export function addonIrsa(input: RuleInput): Finding[] {
  if (booleanAt(input.config, 'iam', 'withOIDC') === true) return [];
  return maps(itemsAt(input.config, 'addons')).flatMap((addon) => {
    const field = IRSA_FIELDS.find((one) => hasContent(valueAt(addon, one)));
    if (field === undefined) return [];
    const message = `${field} has no effect without iam.withOIDC: true, or without the OIDC provider that it makes`;
    const found = finding('addon-irsa-without-oidc', 'warning', message, keySpan(addon, field));
    const edit = { kind: 'set', target: 'config', path: ['iam', 'withOIDC'], value: true } as const;
    return [withFix(input, found, 'Set iam.withOIDC: true', edit)];
  });
}
