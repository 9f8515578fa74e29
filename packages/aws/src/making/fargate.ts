import {
  CreateFargateProfileCommand,
  DeleteFargateProfileCommand,
  DescribeFargateProfileCommand,
} from '@aws-sdk/client-eks';
import { type ClusterMakingPort, hasCode } from '@podpass/inventory';
import { required } from '../errors/answer.ts';
import { callerFor, type EksRegions } from '../eks/regions.ts';

type FargateMethods = 'createFargateProfile' | 'describeFargateProfile' | 'deleteFargateProfile';

export function fargateCalls(regions: EksRegions): Pick<ClusterMakingPort, FargateMethods> {
  return {
    createFargateProfile: (
      cluster,
      { profile, podExecutionRoleArn, subnetIds, selectors, tags, clientToken },
      options,
    ) =>
      callerFor(regions, cluster)(
        new CreateFargateProfileCommand({
          clusterName: cluster.name,
          fargateProfileName: profile,
          podExecutionRoleArn,
          subnets: subnetIds,
          selectors,
          tags,
          clientRequestToken: clientToken,
        }),
        () => undefined,
        { signal: options?.signal, subject: { cluster: cluster.key, role: podExecutionRoleArn } },
      ),

    async describeFargateProfile(cluster, name, { signal } = {}) {
      try {
        return await callerFor(regions, cluster)(
          new DescribeFargateProfileCommand({ clusterName: cluster.name, fargateProfileName: name }),
          ({ fargateProfile }) => ({
            status: required(fargateProfile?.status, 'fargateProfile.status'),
            issues: (fargateProfile?.health?.issues ?? []).map(({ code, message }) => `${code}: ${message}`),
            tags: fargateProfile?.tags ?? {},
          }),
          { signal },
        );
      } catch (error) {
        if (hasCode(error, 'aws-not-found')) return undefined;
        throw error;
      }
    },

    async deleteFargateProfile(cluster, name, { signal } = {}) {
      try {
        const command = new DeleteFargateProfileCommand({ clusterName: cluster.name, fargateProfileName: name });
        await callerFor(regions, cluster)(command, () => undefined, { signal });
      } catch (error) {
        if (!hasCode(error, 'aws-not-found')) throw error;
      }
    },
  };
}
