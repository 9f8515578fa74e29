import { type ClusterVersionInformation, DescribeClusterVersionsCommand } from '@aws-sdk/client-eks';
import { type CataloguePort, KubernetesVersion } from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import type { EksCaller } from '../eks/regions.ts';
import { conforming, isoDate, MalformedAnswer, pageToken, required, requiredList } from '../errors/answer.ts';

export function kubernetesVersionReads(
  callerOf: (region: string) => EksCaller,
): Pick<CataloguePort, 'listKubernetesVersions'> {
  return {
    async listKubernetesVersions(region, { signal } = {}) {
      const call = callerOf(region);
      const versions = await collect(
        pages((nextToken) =>
          call(
            // Without includeAll, the versions that are not supported any more are left out.
            new DescribeClusterVersionsCommand({ nextToken, maxResults: 100, includeAll: true }),
            ({ clusterVersions, nextToken: next }) => ({
              items: requiredList(clusterVersions, 'clusterVersions').map(readVersion),
              next: pageToken(next),
            }),
            { signal },
          ),
        ),
      );
      return versions.toSorted((left, right) => minor(right.version) - minor(left.version));
    },
  };
}

function readVersion(answer: ClusterVersionInformation): KubernetesVersion {
  const read: KubernetesVersion = {
    version: required(answer.clusterVersion, 'clusterVersion'),
    status: readStatus(answer),
    default: answer.defaultVersion ?? false,
    endOfStandardSupport: isoDate(answer.endOfStandardSupportDate, 'endOfStandardSupportDate'),
    endOfExtendedSupport: isoDate(answer.endOfExtendedSupportDate, 'endOfExtendedSupportDate'),
  };
  return conforming(KubernetesVersion, read, 'clusterVersion');
}

/** `versionStatus` (STANDARD_SUPPORT) took the place of `status` (standard-support); older endpoints have only that. */
function readStatus({ versionStatus, status }: ClusterVersionInformation): KubernetesVersion['status'] {
  const said: string | undefined = versionStatus ?? status;
  switch (said?.toLowerCase().replace('_', '-')) {
    case 'standard-support':
      return 'standard';
    case 'extended-support':
      return 'extended';
    case 'unsupported':
      return 'unsupported';
    default:
      throw new MalformedAnswer(`known version status (${said ?? 'none'})`);
  }
}

function minor(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
