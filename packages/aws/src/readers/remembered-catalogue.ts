import type {
  AddonVersionDetail,
  CallOptions,
  CatalogueAddon,
  CataloguePort,
  InstanceType,
  KubernetesVersion,
  Networks,
} from '@podpass/inventory';
import { RememberedAnswers } from './remembered-answers.ts';

/** What EKS offers changes every few weeks. */
const offersMaxAgeMs = 10 * 60_000;
/** Networks are made by people who then come here to use them. */
const networksMaxAgeMs = 30_000;

/** The catalogue with its answers remembered; failures are not. Concurrent questions are one. */
export function createRememberedCatalogue(port: CataloguePort, now: () => number = Date.now): CataloguePort {
  const versions = new RememberedAnswers<KubernetesVersion[]>((region) => port.listKubernetesVersions(region), now);
  const networks = new RememberedAnswers<Networks>((region) => port.listNetworks(region), now);
  const addons = new RememberedAnswers<CatalogueAddon[]>((key) => {
    const [region, kubernetesVersion] = split(key);
    return port.listAddons(region, kubernetesVersion);
  }, now);
  const details = new RememberedAnswers<AddonVersionDetail>((key) => {
    const [region, name, version] = split(key);
    return port.describeAddonVersion(region, { name, version });
  }, now);
  const machines = new RememberedAnswers<InstanceType[]>((key) => {
    const [region, patterns] = split(key);
    return port.listInstanceTypes(region, patterns.split(','));
  }, now);
  function remembered<Answer>(answers: RememberedAnswers<Answer>, key: string, maxAgeMs = offersMaxAgeMs) {
    return async ({ signal }: CallOptions = {}): Promise<Answer> => {
      // What is remembered would be answered even so.
      signal?.throwIfAborted();
      return answers.ask(key, now() - maxAgeMs, signal);
    };
  }
  return {
    homeRegion: port.homeRegion,
    regions: port.regions,
    listKubernetesVersions: (region, options) => remembered(versions, region)(options),
    listAddons: (region, kubernetesVersion, options) => remembered(addons, `${region} ${kubernetesVersion}`)(options),
    describeAddonVersion: (region, { name, version }, options) =>
      remembered(details, `${region} ${name} ${version}`)(options),
    listInstanceTypes: (region, patterns, options) =>
      remembered(machines, `${region} ${[...new Set(patterns)].toSorted().join(',')}`)(options),
    listNetworks: (region, options) => remembered(networks, region, networksMaxAgeMs)(options),
  };
}

/** Neither regions nor add-ons nor versions nor patterns have blanks in them. */
function split(key: string): [region: string, first: string, second: string] {
  const [region = '', first = '', second = ''] = key.split(' ');
  return [region, first, second];
}
