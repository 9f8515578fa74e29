import type {
  ClusterVersionInformation,
  DescribeClusterVersionsRequest,
  DescribeClusterVersionsResponse,
} from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../catalogue/kubernetes-versions.ts';
import { page } from '../pages.ts';

/** Unsupported versions are shown only to those who ask for all, for that status or for the version by name. */
export function describeClusterVersions(
  input: DescribeClusterVersionsRequest,
  _call: CallContext,
): DescribeClusterVersionsResponse {
  const status = input.versionStatus ?? input.status?.toUpperCase().replace('-', '_');
  const wanted = KUBERNETES_VERSIONS.filter(
    (known) =>
      (!input.defaultOnly || known.isDefault) &&
      (input.clusterVersions === undefined || input.clusterVersions.includes(known.version)) &&
      (status === undefined || known.status === status) &&
      (known.status !== 'UNSUPPORTED' ||
        input.includeAll ||
        status !== undefined ||
        input.clusterVersions !== undefined),
  );
  const scope = [
    'cluster-versions',
    status,
    String(input.defaultOnly),
    String(input.includeAll),
    input.clusterVersions?.join(),
  ];
  const { items, ...rest } = page(wanted, newestFirst, scope, input);
  return { clusterVersions: items.map(versionView), ...rest };
}

const OLD_STATUS = {
  STANDARD_SUPPORT: 'standard-support',
  EXTENDED_SUPPORT: 'extended-support',
  UNSUPPORTED: 'unsupported',
} as const;

function newestFirst({ version }: KubernetesVersion): string {
  const minor = Number(version.split('.')[1]);
  return String(10_000 - minor).padStart(5, '0');
}

function versionView(known: KubernetesVersion): ClusterVersionInformation {
  return {
    clusterVersion: known.version,
    clusterType: 'eks',
    defaultPlatformVersion: known.platformVersion,
    defaultVersion: known.isDefault,
    releaseDate: new Date(known.releasedAt),
    endOfStandardSupportDate: new Date(known.endOfStandardSupport),
    endOfExtendedSupportDate: new Date(known.endOfExtendedSupport),
    status: OLD_STATUS[known.status],
    versionStatus: known.status,
    kubernetesPatchVersion: known.patchVersion,
  };
}
