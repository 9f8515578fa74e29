import type { AddonVersionDetail, CatalogueAddon, InstanceType, KubernetesVersion } from '../observed/catalogue.ts';
import type { Networks } from '../observed/network.ts';
import type { CallOptions } from './eks-port.ts';

/**
 * What a region of the account offers for new clusters. All lists are complete (every page is read).
 * Every method rejects with a PodpassError only: `invalid-input` for a region that Podpass does not look at,
 * `aws-access-denied`, `aws-throttled` (after retries), `aws-unavailable`, `aws-credentials-*`, `aws-invalid-request`,
 * and those named at the method.
 */
export interface CataloguePort {
  readonly homeRegion: string;
  /** The home region first. */
  readonly regions: readonly string[];
  /** Newest first, also those that are not supported any more. */
  listKubernetesVersions(region: string, options?: CallOptions): Promise<KubernetesVersion[]>;
  /** By name, with the versions for one Kubernetes version. */
  listAddons(region: string, kubernetesVersion: string, options?: CallOptions): Promise<CatalogueAddon[]>;
  /** Rejects with `addon-version-not-found`. */
  describeAddonVersion(
    region: string,
    addon: { name: string; version: string },
    options?: CallOptions,
  ): Promise<AddonVersionDetail>;
  /** Those that fit one of the patterns, by name; `*` stands for any characters. What does not exist is left out. */
  listInstanceTypes(region: string, patterns: string[], options?: CallOptions): Promise<InstanceType[]>;
  listNetworks(region: string, options?: CallOptions): Promise<Networks>;
}
