import { own } from '../../state/lookup.ts';
import type { CatalogueAddon } from './catalogue-addon.ts';
import { COMMUNITY_ADDONS } from './community.ts';
import { NETWORKING_ADDONS } from './networking.ts';
import { OBSERVABILITY_ADDONS } from './observability.ts';
import { SECURITY_ADDONS } from './security.ts';
import { STORAGE_ADDONS } from './storage.ts';
import { compareVersions } from './versions.ts';

export type { CatalogueAddon, ConfigurationSchema } from './catalogue-addon.ts';

/** Every add-on that can be installed. */
export const CATALOGUE: readonly CatalogueAddon[] = [
  ...NETWORKING_ADDONS,
  ...SECURITY_ADDONS,
  ...STORAGE_ADDONS,
  ...OBSERVABILITY_ADDONS,
  ...COMMUNITY_ADDONS,
];

export function catalogueAddon(name: string | undefined): CatalogueAddon | undefined {
  return CATALOGUE.find((addon) => addon.name === name);
}

/** Versions for a Kubernetes version, newest first; the first is the default. */
export function versionsFor(addon: CatalogueAddon, kubernetesVersion: string): readonly string[] {
  return own(addon.versions, kubernetesVersion) ?? [];
}

/** All versions for any Kubernetes version, newest first. */
export function allVersions(addon: CatalogueAddon): string[] {
  const versions = new Set(Object.values(addon.versions).flat());
  return [...versions].toSorted((left, right) => compareVersions(right, left));
}

/** Service accounts of a version that take an association. */
export function podIdentityOf(addon: CatalogueAddon, version: string): CatalogueAddon['podIdentity'] {
  const { podIdentitySince: since } = addon;
  return since !== undefined && compareVersions(version, since) < 0 ? [] : addon.podIdentity;
}
