import type { ConfigData, ConfigModel, EditTarget, Path } from '@podpass/cluster-config';
import { dataAt, isList, isRecord } from '../../../config-workbench/data-at.ts';
import { accessEntryFields } from '../advanced/access-entry.ts';
import { addonFields } from '../advanced/addon-entry.ts';
import { associationFields } from '../advanced/association-entry.ts';

/** A value of the text for which no form has a control of its own. */
export interface OtherValue {
  target: EditTarget;
  path: Path;
}

/** Steps with a list of such values. Node groups list theirs group by group. */
export type OtherStep = 'general' | 'settings' | 'advanced';

/** Everything that the text says and that no control of any step shows, so that nothing in a file stays unseen. */
export function otherValuesOf(model: ConfigModel, step: OtherStep): OtherValue[] {
  const inCluster = unshownLeaves(model.cluster, clusterShown(model)).map((path) => ({
    target: 'cluster' as const,
    path,
  }));
  const inConfig = unshownLeaves(model.config, configShown(model)).map((path) => ({ target: 'config' as const, path }));
  return [...inCluster, ...inConfig].filter((value) => stepOfValue(value) === step);
}

/**
 * Scalars and empty collections that no pattern covers. A pattern is a path with dots; `*` is any key or index, and all
 * below its end is covered. An empty collection is covered where a field would fill it.
 */
export function unshownLeaves(data: ConfigData | undefined, shown: readonly string[]): Path[] {
  const patterns = shown.map((pattern) => pattern.split('.'));
  return leaves(data, [])
    .filter(({ path, empty }) => !patterns.some((pattern) => covers(pattern, path, empty)))
    .map(({ path }) => path);
}

/** As it is named to people: `vpc.subnets[0].cidr`. */
export function pathInWords(path: Path): string {
  return path.reduce<string>(
    (words, step) => (typeof step === 'number' ? `${words}[${step}]` : words === '' ? step : `${words}.${step}`),
    '',
  );
}

interface Leaf {
  path: Path;
  empty: boolean;
}

function leaves(data: ConfigData | undefined, path: Path): Leaf[] {
  if (data === undefined) return [];
  const children: [string | number, ConfigData][] = isList(data)
    ? data.map((value, index) => [index, value])
    : isRecord(data)
      ? Object.entries(data)
      : [];
  if (children.length === 0) return [{ path, empty: isList(data) || isRecord(data) || data === null }];
  return children.flatMap(([step, value]) => leaves(value, [...path, step]));
}

function covers(pattern: readonly string[], path: Path, empty: boolean): boolean {
  const same = Math.min(pattern.length, path.length);
  if (pattern.length > path.length && !empty) return false;
  return pattern.slice(0, same).every((step, at) => step === '*' || step === String(path[at]));
}

/** The general step shows the first document and what a cluster is called; settings its network; the advanced step the rest. */
function stepOfValue({ target, path }: OtherValue): OtherStep {
  if (target === 'cluster') return 'general';
  switch (path[0]) {
    case 'apiVersion':
    case 'kind':
    case 'metadata':
      return 'general';
    case 'vpc':
    case 'availabilityZones':
    case 'kubernetesNetworkConfig':
      return 'settings';
    default:
      return 'advanced';
  }
}

function clusterShown({ form, cluster, config }: ConfigModel): string[] {
  const v3 = form === 'v3';
  const proxy = v3 ? 'spec.proxyConfig' : 'spec.proxyconfig';
  const sameName = dataAt(cluster, ['metadata', 'name']) === dataAt(config, ['metadata', 'name']);
  return [
    ...(sameName ? ['metadata.name'] : []),
    ...['metadata.project', 'metadata.labels', 'spec.type', 'spec.cniprovider'],
    ...(v3
      ? ['spec.cloudCredentials', 'spec.blueprintConfig.name', 'spec.blueprintConfig.version', 'spec.config']
      : ['spec.cloudprovider', 'spec.blueprint', 'spec.blueprintversion']),
    ...below(proxy, ['httpProxy', 'httpsProxy', 'noProxy', 'bootstrapCA', 'enabled', 'allowInsecureBootstrap']),
  ];
}

function configShown({ autoMode }: ConfigModel): string[] {
  return [
    ...below('metadata', ['name', 'region', 'version', 'tags']),
    ...below('vpc', ['id', 'cidr', 'nat.gateway', 'extraCIDRs', 'publicAccessCIDRs', 'controlPlaneSecurityGroupIDs']),
    ...below('vpc', ['subnets.private.*.id', 'subnets.public.*.id']),
    ...below('vpc.clusterEndpoints', ['privateAccess', 'publicAccess']),
    ...['availabilityZones', 'managedNodeGroups', 'nodeGroups', 'addonsConfig.autoApplyPodIdentityAssociations'],
    ...below('kubernetesNetworkConfig', ['ipFamily', 'serviceIPv4CIDR']),
    ...below('accessConfig', ['authenticationMode', 'bootstrapClusterCreatorAdminPermissions']),
    ...below('accessConfig.accessEntries.*', accessEntryFields),
    ...below('addons.*', ['name', ...addonFields]),
    ...below('addons.*.podIdentityAssociations.*', [
      ...['namespace', 'serviceAccountName', 'roleARN', 'permissionPolicyARNs'],
    ]),
    ...below('iam', ['withOIDC', 'serviceRoleARN', 'serviceRolePermissionsBoundary']),
    ...below('iam.podIdentityAssociations.*', associationFields),
    ...below('iam.serviceAccounts.*', ['metadata.name', 'metadata.namespace', 'attachRoleARN', 'attachPolicyARNs']),
    ...below('iam.serviceAccounts.*', ['attachPolicy', 'wellKnownPolicies', 'permissionsBoundary', 'roleName']),
    ...below('iam.serviceAccounts.*', ['roleOnly', 'tags']),
    ...below('cloudWatch.clusterLogging', ['enableTypes', 'logRetentionInDays']),
    ...['secretsEncryption.keyARN', 'autoModeConfig.enabled'],
    ...(autoMode ? below('autoModeConfig', ['nodePools', 'nodeRoleARN']) : []),
  ];
}

function below(owner: string, fields: readonly string[]): string[] {
  return fields.map((field) => `${owner}.${field}`);
}
