import { type ConfigFacts, wantedAddonVersions, type WantedFacts, wantedKubernetes } from '@podpass/cluster-config';
import { isPodpassError } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** AWS answers in a fraction of this, and its answers are remembered. */
const patience = 3_000;

/** What EKS offers for a configuration, as far as AWS says so in time: no check fails because it does not. */
export async function catalogueFacts(
  { catalogue }: Pick<Environment, 'catalogue'>,
  wanted: WantedFacts | undefined,
): Promise<ConfigFacts> {
  if (wanted === undefined) return {};
  const { region } = wanted;
  const signal = AbortSignal.timeout(patience);
  const kubernetesVersions = await ifAnswered(catalogue.listKubernetesVersions(region, { signal }), signal);
  if (kubernetesVersions === undefined) return {};
  const kubernetesVersion = wantedKubernetes(wanted, kubernetesVersions);
  if (kubernetesVersion === undefined) return { kubernetesVersions };
  const items = await ifAnswered(catalogue.listAddons(region, kubernetesVersion, { signal }), signal);
  if (items === undefined) return { kubernetesVersions };
  const described = await Promise.all(
    wantedAddonVersions(wanted, items).map(async (addon) => {
      const detail = await ifAnswered(catalogue.describeAddonVersion(region, addon, { signal }), signal);
      return detail === undefined ? [] : [{ ...addon, podIdentity: detail.podIdentity }];
    }),
  );
  return { kubernetesVersions, addonCatalogues: [{ kubernetesVersion, items }], addonVersions: described.flat() };
}

async function ifAnswered<Answer>(asked: Promise<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (signal.aborted || isPodpassError(error)) return undefined;
    throw error;
  }
}
