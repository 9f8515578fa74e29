import { type ConfigMap, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { closestName } from '../structure/closest-name.ts';
import { type AddonOffer, addonOffer } from './addon-facts.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** EKS has the add-on for the Kubernetes version, where its offer is known. */
export function addonKnown(input: RuleInput): Finding[] {
  const offer = addonOffer(input);
  if (offer === undefined) return [];
  const known = new Set(offer.items.map(({ name }) => name));
  return itemsAt(input.config, 'addons').flatMap((addon, index) => {
    const name = textAt(addon, 'name');
    if (addon.kind !== 'map' || name === undefined || name === '' || known.has(name)) return [];
    return [unknown(input, { addon, name, index }, offer)];
  });
}

interface Listed {
  readonly addon: ConfigMap;
  readonly name: string;
  readonly index: number;
}

function unknown(input: RuleInput, { addon, name, index }: Listed, { kubernetes, items }: AddonOffer): Finding {
  const message = `EKS has no add-on ${name} for Kubernetes ${kubernetes}`;
  const at = valueAt(addon, 'name')?.span ?? keySpan(addon, 'name');
  const found = finding('addon-unknown', 'warning', message, at);
  // One that is listed already is not what a misspelt one means.
  const listed = new Set(itemsAt(input.config, 'addons').map((one) => textAt(one, 'name')));
  const unlisted = items.map((one) => one.name).filter((one) => !listed.has(one));
  const meant = closestName(name, unlisted);
  if (meant === undefined) return found;
  const edit = { kind: 'set', target: 'config', path: ['addons', index, 'name'], value: meant } as const;
  return withFix(input, found, `Change to ${meant}`, edit);
}
