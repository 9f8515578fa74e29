import type { AddonFact, AddonVersionFact, KubernetesVersionFact } from './config-parts.ts';
import { isRecord } from './edit/edit-data.ts';
import type { AddonModel, ConfigModel } from './model.ts';
import { defaultVersion, meantVersion } from './rules/addon-facts.ts';

/** What a configuration says of the things that are to be looked up in AWS, so that it can be judged by them. */
export interface WantedFacts {
  readonly region: string;
  /** Undefined where none is named: EKS takes its default. */
  readonly kubernetesVersion: string | undefined;
  /** Add-ons whose service accounts matter, each with its version as it is written. */
  readonly addons: readonly Pick<AddonModel, 'name' | 'version'>[];
}

/** Undefined where the configuration names no region: what EKS offers is a matter of a region. */
export function wantedFacts(model: ConfigModel | undefined): WantedFacts | undefined {
  if (model?.region === undefined || model.region === '') return undefined;
  const { region, kubernetesVersion } = model;
  const addons = model.addons.filter(usesPodIdentity).map(({ name, version }) => ({ name, version }));
  return { region, kubernetesVersion, addons };
}

/** The Kubernetes version whose add-ons are to be looked up; undefined where EKS does not offer the one that is named. */
export function wantedKubernetes(
  { kubernetesVersion: named }: WantedFacts,
  versions: readonly KubernetesVersionFact[],
): string | undefined {
  return versions.find((one) => (named === undefined ? one.default === true : one.version === named))?.version;
}

/** The versions of add-ons whose service accounts are to be looked up: those that are meant, and what they could be instead. */
export function wantedAddonVersions(
  { addons }: WantedFacts,
  items: readonly AddonFact[],
): Pick<AddonVersionFact, 'name' | 'version'>[] {
  const byName = new Map(items.map((item) => [item.name, item]));
  const wanted = addons.flatMap(({ name = '', version: written }) => {
    const fact = byName.get(name);
    const versions = fact === undefined ? [] : [meantVersion(fact, written), defaultVersion(fact)];
    return versions.flatMap((found) => (found === undefined ? [] : { name, version: found.version }));
  });
  return [...new Map(wanted.map((one) => [`${one.name} ${one.version}`, one])).values()];
}

function usesPodIdentity({ associations, data }: AddonModel): boolean {
  return associations.length > 0 || (isRecord(data) && data['useDefaultPodIdentityAssociations'] === true);
}
