import type { AddonFact, AddonVersionFact, ConfigFacts, OfferedVersion } from '../config-parts.ts';
import { textAt } from '../config-value.ts';
import type { RuleInput } from './rule.ts';

/** What EKS offers for the Kubernetes version of a configuration. */
export interface AddonOffer {
  readonly kubernetes: string;
  readonly items: readonly AddonFact[];
}

/**
 * Undefined where nothing is known of the Kubernetes version, and where EKS has nothing for it: then it is the version
 * that is wrong, which has a rule of its own. What is not in the offer is a warning, never an error: the text may describe
 * a cluster that exists, come from another region, or be older than the offer, and a console must open it all the same.
 * Provisioning asks EKS again and refuses by name.
 */
export function addonOffer({ config, facts }: RuleInput): AddonOffer | undefined {
  const kubernetes = textAt(config, 'metadata', 'version') ?? defaultKubernetes(facts);
  const found = facts.addonCatalogues?.find((one) => one.kubernetesVersion === kubernetes);
  if (found === undefined || found.items.length === 0) return undefined;
  return { kubernetes: found.kubernetesVersion, items: found.items };
}

/** What a new cluster gets whose configuration names no version. */
function defaultKubernetes(facts: ConfigFacts): string | undefined {
  return facts.kubernetesVersions?.find((one) => one.default === true)?.version;
}

export function defaultVersion<Version extends OfferedVersion>({ versions }: Versions<Version>): Version | undefined {
  const offered = versions.filter(isOffered);
  return offered.find((one) => one.default === true) ?? offered[0];
}

/** Versions of an add-on for one Kubernetes version, newest first. */
interface Versions<Version extends OfferedVersion> {
  readonly versions: readonly Version[];
}

/**
 * The version that an add-on gets: nothing stands for the default, `latest` for the newest, a part of a version for the
 * newest that has it, unless it is a version itself (reference §1.4). Undefined if EKS offers none that is meant.
 */
export function meantVersion<Version extends OfferedVersion>(
  addon: Versions<Version>,
  written = '',
): Version | undefined {
  if (written === '') return defaultVersion(addon);
  const offered = addon.versions.filter(isOffered);
  if (written.toLowerCase() === 'latest') return offered[0];
  return offered.find(({ version }) => version === written) ?? offered.find(({ version }) => version.includes(written));
}

export function versionFact(
  { addonVersions }: ConfigFacts,
  name: string,
  version: string | undefined,
): AddonVersionFact | undefined {
  return addonVersions?.find((one) => one.name === name && one.version === version);
}

function isOffered({ compatible }: OfferedVersion): boolean {
  return compatible !== false;
}
