import { itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { addonOffer, defaultVersion, meantVersion } from './addon-facts.ts';
import { finding, type RuleInput, withFix } from './rule.ts';

/** EKS has the version of the add-on for the Kubernetes version, where its offer is known (reference §1.4). */
export function addonVersions(input: RuleInput): Finding[] {
  const offer = addonOffer(input);
  if (offer === undefined) return [];
  const byName = new Map(offer.items.map((item) => [item.name, item]));
  return itemsAt(input.config, 'addons').flatMap((addon, index) => {
    const fact = byName.get(textAt(addon, 'name') ?? '');
    const value = valueAt(addon, 'version');
    const written = textAt(value);
    if (fact === undefined || value === undefined || written === undefined || written === '') return [];
    if (meantVersion(fact, written) !== undefined) return [];
    const message = `${fact.name} has no version ${written} for Kubernetes ${offer.kubernetes}`;
    const found = finding('addon-version-unknown', 'warning', message, value.span);
    const wanted = defaultVersion(fact)?.version;
    if (wanted === undefined) return [found];
    const edit = { kind: 'set', target: 'config', path: ['addons', index, 'version'], value: wanted } as const;
    return [withFix(input, found, `Change to ${wanted}`, edit)];
  });
}
