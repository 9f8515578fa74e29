import type { AddonFact, AddonVersionFact } from '../config-parts.ts';
import { booleanAt, type ConfigMap, hasContent, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { closestName } from '../structure/closest-name.ts';
import { addonOffer, defaultVersion, meantVersion, versionFact } from './addon-facts.ts';
import { AGENT } from './association-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/**
 * The version of an add-on supports pod identity, and the service accounts of its associations are among its own, where
 * both are known: EKS says so only when the cluster is there and the add-on is installed (reference §4, 2 and 23).
 */
export function addonPodIdentity(input: RuleInput): Finding[] {
  const offer = addonOffer(input);
  if (offer === undefined) return [];
  const byName = new Map(offer.items.map((item) => [item.name, item]));
  return itemsAt(input.config, 'addons').flatMap((addon, index) => {
    const fact = byName.get(textAt(addon, 'name') ?? '');
    // The agent has a rule of its own.
    if (addon.kind !== 'map' || fact === undefined || fact.name === AGENT) return [];
    const version = versionFact(input.facts, fact.name, meantVersion(fact, textAt(addon, 'version'))?.version);
    if (version === undefined) return [];
    if (version.podIdentity.length === 0) return unsupported(input, { addon, index }, fact, version);
    return unknownAccounts(input, { addon, index }, version);
  });
}

interface Listed {
  readonly addon: ConfigMap;
  readonly index: number;
}

function unsupported(
  input: RuleInput,
  { addon, index }: Listed,
  fact: AddonFact,
  { name, version }: AddonVersionFact,
): Finding[] {
  const asked = ['podIdentityAssociations', 'useDefaultPodIdentityAssociations'].filter((field) =>
    field === 'podIdentityAssociations' ? hasContent(valueAt(addon, field)) : booleanAt(addon, field) === true,
  );
  const other = versionFact(input.facts, name, defaultVersion(fact)?.version);
  const better = other !== undefined && other.podIdentity.length > 0 ? other.version : undefined;
  const remedy = better === undefined ? '' : `, ${better} does`;
  return asked.map((field) => {
    const message = `${name} ${version} does not support pod identity${remedy}`;
    const found = finding('addon-pod-identity-unsupported', 'warning', message, keySpan(addon, field));
    if (better === undefined) return found;
    const edit = { kind: 'set', target: 'config', path: ['addons', index, 'version'], value: better } as const;
    return withFix(input, found, `Change the version to ${better}`, edit);
  });
}

function unknownAccounts(
  input: RuleInput,
  { addon, index }: Listed,
  { name, version, podIdentity }: AddonVersionFact,
): Finding[] {
  const known = podIdentity.map(({ serviceAccount }) => serviceAccount);
  const entries = itemsAt(addon, 'podIdentityAssociations');
  const written = entries.map((entry) => textAt(entry, 'serviceAccountName'));
  const free = known.filter((account) => !written.includes(account));
  return entries.flatMap((entry, number) => {
    const value = valueAt(entry, 'serviceAccountName');
    const account = textAt(value);
    if (value === undefined || account === undefined || account === '' || known.includes(account)) return [];
    const message = `${name} ${version} has no service account ${account} that can get an association: it has ${known.join(', ')}`;
    const found = finding('addon-service-account-unknown', 'warning', message, value.span);
    const meant = free.length === 1 ? free[0] : closestName(account, free);
    if (meant === undefined) return [found];
    const path = ['addons', index, 'podIdentityAssociations', number, 'serviceAccountName'];
    return [withFix(input, found, `Change to ${meant}`, { kind: 'set', target: 'config', path, value: meant })];
  });
}
