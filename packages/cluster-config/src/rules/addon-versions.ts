import type { AddonFact, ConfigFacts } from '../config-parts.ts';
import { type ConfigMap, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { closestName } from '../structure/closest-name.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** Add-ons and versions that EKS has for the Kubernetes version, where a catalogue of it is known (reference §1.4). */
export function addonVersions(input: RuleInput): Finding[] {
  const catalogue = catalogueOf(input.facts, textAt(input.config, 'metadata', 'version'));
  if (catalogue === undefined) return [];
  const addons = itemsAt(input.config, 'addons');
  const listed = new Set(addons.map((addon) => textAt(addon, 'name')));
  const unlisted = catalogue.items.map((one) => one.name).filter((name) => !listed.has(name));
  return addons.flatMap((addon, index) =>
    addon.kind === 'map' ? check(input, addon, index, { ...catalogue, unlisted }) : [],
  );
}

interface Catalogue {
  readonly kubernetes: string;
  readonly items: readonly AddonFact[];
}

interface Offer extends Catalogue {
  /** Names that the configuration does not list yet: what a misspelt one may have meant. */
  readonly unlisted: readonly string[];
}

/** Without a version, a new cluster gets the default one. */
function catalogueOf(facts: ConfigFacts, written: string | undefined): Catalogue | undefined {
  const kubernetes = written ?? facts.kubernetesVersions?.find((one) => one.default === true)?.version;
  const found = facts.addonCatalogues?.find((one) => one.kubernetesVersion === kubernetes);
  return found === undefined ? undefined : { kubernetes: found.kubernetesVersion, items: found.items };
}

function check(input: RuleInput, addon: ConfigMap, index: number, { kubernetes, items, unlisted }: Offer): Finding[] {
  const name = textAt(addon, 'name');
  if (name === undefined || name === '') return [];
  const fact = items.find((one) => one.name === name);
  if (fact === undefined) {
    const message = `EKS has no add-on ${name} for Kubernetes ${kubernetes}`;
    const at = valueAt(addon, 'name')?.span ?? keySpan(addon, 'name');
    const found = finding('addon-unknown', 'warning', message, at);
    const meant = closestName(name, unlisted);
    return [meant === undefined ? found : set(input, found, ['addons', index, 'name'], meant)];
  }
  const value = valueAt(addon, 'version');
  const version = textAt(value);
  const offered = fact.versions.filter((one) => one.compatible !== false);
  if (value === undefined || version === undefined || isOffered(version, offered)) return [];
  const message = `${name} has no version ${version} for Kubernetes ${kubernetes}`;
  const found = finding('addon-version-unknown', 'warning', message, value.span);
  const wanted = (offered.find((one) => one.default === true) ?? offered[0])?.version;
  return [wanted === undefined ? found : set(input, found, ['addons', index, 'version'], wanted)];
}

/** Empty is the default version; a part of a version stands for the newest that has it. */
function isOffered(version: string, offered: AddonFact['versions']): boolean {
  if (version === '' || version.toLowerCase() === 'latest') return true;
  return offered.some((one) => one.version.includes(version));
}

function set(input: RuleInput, found: Finding, path: readonly (string | number)[], value: string): Finding {
  return withFix(input, found, `Change to ${value}`, { kind: 'set', target: 'config', path, value });
}
