import { listOfferedAddons, readPlacement } from '@podpass/use-cases';
import { api } from './api.ts';

export const catalogue = {
  placement: api.catalogue.placement.handler(({ context }) => readPlacement(context.environment)),
  kubernetesVersions: api.catalogue.kubernetesVersions.handler(async ({ context, input, signal }) => ({
    items: await context.environment.catalogue.listKubernetesVersions(input.region, { signal }),
  })),
  addons: api.catalogue.addons.handler(({ context, input }) => listOfferedAddons(context.environment, input)),
  addonVersion: api.catalogue.addonVersion.handler(({ context, input: { region, ...addon }, signal }) =>
    context.environment.catalogue.describeAddonVersion(region, addon, { signal }),
  ),
  networks: api.catalogue.networks.handler(({ context, input, signal }) =>
    context.environment.catalogue.listNetworks(input.region, { signal }),
  ),
};
