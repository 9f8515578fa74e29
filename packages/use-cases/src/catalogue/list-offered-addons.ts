import { agentAddonName } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { addonDescriptions } from './addon-descriptions.ts';

/** Add-ons of a region for a Kubernetes version, described in our words where we know them. */
export async function listOfferedAddons(
  env: Environment,
  { region, kubernetesVersion }: { region: string; kubernetesVersion: string },
) {
  const addons = await env.catalogue.listAddons(region, kubernetesVersion);
  return {
    items: addons.map((addon) => ({
      ...addon,
      description: addonDescriptions.get(addon.name),
      suggested: addon.name === agentAddonName,
    })),
  };
}
