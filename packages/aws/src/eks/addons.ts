import { CreateAddonCommand, DeleteAddonCommand, DescribeAddonCommand } from '@aws-sdk/client-eks';
import { type Addon, type EksPort, hasCode } from '@podpass/inventory';
import { readAddon } from './read-addon.ts';
import { callerFor, type EksRegions } from './regions.ts';

export function addonCalls(regions: EksRegions): Pick<EksPort, 'describeAddon' | 'createAddon' | 'deleteAddon'> {
  return {
    async describeAddon(cluster, addon, { signal } = {}): Promise<Addon | undefined> {
      const call = callerFor(regions, cluster);
      try {
        return await call(
          new DescribeAddonCommand({ clusterName: cluster.name, addonName: addon }),
          (output) => readAddon(output.addon),
          { signal, subject: { cluster: cluster.key, addon } },
        );
      } catch (error) {
        if (hasCode(error, 'addon-not-found')) return undefined;
        throw error;
      }
    },

    async createAddon(cluster, request, { signal } = {}) {
      const call = callerFor(regions, cluster);
      return call(
        new CreateAddonCommand({
          clusterName: cluster.name,
          addonName: request.addon,
          addonVersion: request.version,
          clientRequestToken: request.clientToken,
        }),
        (output) => readAddon(output.addon),
        { signal, subject: { cluster: cluster.key, addon: request.addon } },
      );
    },

    /** Resolves if it is not installed: what was asked for is so. */
    async deleteAddon(cluster, addon, { signal } = {}) {
      const call = callerFor(regions, cluster);
      try {
        await call(new DeleteAddonCommand({ clusterName: cluster.name, addonName: addon }), () => undefined, {
          signal,
          subject: { cluster: cluster.key, addon },
        });
      } catch (error) {
        if (!hasCode(error, 'addon-not-found')) throw error;
      }
    },
  };
}
