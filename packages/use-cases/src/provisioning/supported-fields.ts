import type { ConfigData } from '@podpass/cluster-config';

/**
 * What happens with each field of a configuration. `done`: provisioning carries it out. `kept`: the console keeps it, or
 * other programs read it; nothing in AWS follows from it. `refused`: it is not supported, and a configuration that says
 * it is not provisioned. A row holds for everything below it that has no row of its own; `*` stands for any key and for
 * list entries. A field without a row is refused.
 */
type Treatment = 'done' | 'kept' | 'refused';

const config: Readonly<Record<string, Treatment>> = {
  apiVersion: 'kept',
  kind: 'kept',
  metadata: 'done',
  'metadata.annotations': 'kept',
  'metadata.forceUpdateVersion': 'refused',
  'metadata.rollbackConfig': 'refused',
  upgradePolicy: 'done',
  kubernetesNetworkConfig: 'done',
  'kubernetesNetworkConfig.serviceIPv6CIDR': 'refused',
  autoModeConfig: 'done',
  'autoModeConfig.permissionsBoundaryARN': 'refused',
  remoteNetworkConfig: 'refused',
  iam: 'done',
  'iam.serviceAccounts.*.status': 'kept',
  'iam.podIdentityAssociations.*.status': 'kept',
  'iam.podIdentityAssociations.*.comments': 'kept',
  'iam.podIdentityAssociations.*.permissionPolicyName': 'kept',
  iamIdentityMappings: 'refused',
  identityMappings: 'refused',
  identityProviders: 'refused',
  accessConfig: 'done',
  vpc: 'done',
  'vpc.ipv6Cidr': 'refused',
  'vpc.ipv6Pool': 'refused',
  'vpc.hostnameType': 'refused',
  'vpc.extraCIDRs': 'refused',
  'vpc.extraIPv6CIDRs': 'refused',
  'vpc.sharedNodeSecurityGroup': 'refused',
  'vpc.manageSharedNodeSecurityGroupRules': 'refused',
  'vpc.autoAllocateIPv6': 'refused',
  'vpc.controlPlaneOnPrivateSubnets': 'refused',
  'vpc.controlPlaneEgressMode': 'refused',
  addons: 'done',
  'addons.*.attachPolicyARNs': 'refused',
  'addons.*.attachPolicy': 'refused',
  'addons.*.wellKnownPolicies': 'refused',
  'addons.*.publishers': 'kept',
  'addons.*.types': 'kept',
  'addons.*.owners': 'kept',
  'addons.*.podIdentityAssociations.*.createServiceAccount': 'kept',
  'addons.*.podIdentityAssociations.*.permissionPolicyName': 'kept',
  'addons.*.podIdentityAssociations.*.tags': 'refused',
  'addons.*.podIdentityAssociations.*.targetRoleARN': 'refused',
  'addons.*.podIdentityAssociations.*.disableSessionTags': 'refused',
  'addons.*.podIdentityAssociations.*.policy': 'refused',
  'addons.*.podIdentityAssociations.*.status': 'kept',
  'addons.*.podIdentityAssociations.*.comments': 'kept',
  addonsConfig: 'done',
  // Nothing is installed that was not asked for, but for the network add-ons.
  'addonsConfig.disableEBSCSIDriver': 'kept',
  privateCluster: 'refused',
  nodeGroups: 'refused',
  managedNodeGroups: 'refused',
  fargateProfiles: 'done',
  'fargateProfiles.*.status': 'kept',
  cloudWatch: 'done',
  'cloudWatch.clusterLogging.logRetentionInDays': 'refused',
  secretsEncryption: 'done',
  // A new cluster has no secrets yet.
  'secretsEncryption.encryptExistingSecrets': 'kept',
  gitops: 'refused',
  karpenter: 'refused',
  outpost: 'refused',
  capabilities: 'refused',
  availabilityZones: 'done',
  localZones: 'refused',
  controlPlaneScalingConfig: 'refused',
  zonalShiftConfig: 'done',
  kubeAPIServerConfig: 'refused',
  kubeSchedulerConfig: 'refused',
  kubeControllerManagerConfig: 'refused',
  deleteProtection: 'done',
  autoZonalShiftConfig: 'refused',
  ...rows('managedNodeGroups.*', 'done', [
    ...['name', 'amiFamily', 'instanceType', 'instanceTypes', 'subnets', 'desiredCapacity', 'minSize', 'maxSize'],
    ...['volumeSize', 'volumeType', 'volumeEncrypted', 'volumeKmsKeyID', 'volumeIOPS', 'volumeThroughput'],
    ...['labels', 'privateNetworking', 'tags', 'iam', 'spot', 'taints', 'updateConfig', 'launchTemplate'],
    ...['releaseVersion', 'version', 'ebsOptimized', 'enableDetailedMonitoring', 'disableIMDSv1'],
    'nodeRepairConfig.enabled',
  ]),
  ...rows('managedNodeGroups.*', 'refused', [
    ...['iam.instanceProfileARN', 'iam.withAddonPolicies.appMesh', 'iam.withAddonPolicies.appMeshPreview'],
    ...['iam.withAddonPolicies.albIngress', 'iam.withAddonPolicies.fsx', 'iam.instanceRoleName'],
  ]),
};

/** The console's own document, in its two forms. */
const cluster: Readonly<Record<string, Treatment>> = {
  apiVersion: 'kept',
  kind: 'kept',
  metadata: 'kept',
  'spec.type': 'kept',
  'spec.blueprint': 'done',
  'spec.blueprintversion': 'done',
  'spec.blueprintConfig': 'done',
  'spec.cloudprovider': 'kept',
  'spec.cloudCredentials': 'kept',
  'spec.crossAccountRoleARN': 'refused',
  'spec.cniprovider': 'kept',
  'spec.cniparams': 'refused',
  'spec.proxyconfig': 'refused',
  'spec.proxyConfig': 'refused',
  'spec.systemComponentsPlacement': 'refused',
  'spec.sharing': 'kept',
};

const tables = { config, cluster };

/** What happens with the field at `path`, in which list entries and free keys may stand as themselves or as `*`. Undefined without a row. */
export function treatmentOf(document: keyof typeof tables, path: readonly string[]): Treatment | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const row = rowFor(tables[document], path.slice(0, length));
    if (row !== undefined) return row;
  }
  return undefined;
}

/** The fields that a configuration sets and that are refused, as far up as one name says it: `outpost`. */
export function refusedFields(document: keyof typeof tables, data: ConfigData | undefined): string[] {
  const found = new Set<string>();
  walk(data, [], (path) => {
    if ((treatmentOf(document, path) ?? 'refused') === 'refused') found.add(nameOf(document, path));
  });
  return [...found];
}

function rowFor(table: Readonly<Record<string, Treatment>>, path: readonly string[]): Treatment | undefined {
  const rows = Object.entries(table);
  const fits = (row: string): boolean => {
    const parts = row.split('.');
    return parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index]);
  };
  return table[path.join('.')] ?? rows.find(([row]) => row.includes('*') && fits(row))?.[1];
}

/** The shortest beginning of the path that is refused as such. */
function nameOf(document: keyof typeof tables, path: readonly string[]): string {
  const table = tables[document];
  const length = path.findIndex((_key, index) => rowFor(table, path.slice(0, index + 1)) === 'refused');
  const below = path.slice(0, length + 1).join('.');
  const hasOwnRows = Object.keys(table).some((row) => row.startsWith(`${below}.`));
  return length >= 0 && !hasOwnRows ? below : path.join('.');
}

/** Calls `visit` with the path of everything that says something: empty texts, lists and maps, null and false do not. */
function walk(data: ConfigData | undefined, path: readonly string[], visit: (path: readonly string[]) => void): void {
  if (data === undefined || data === null || data === '' || data === false) return;
  if (Array.isArray(data)) {
    data.forEach((item: ConfigData, index) => walk(item, [...path, String(index)], visit));
  } else if (typeof data === 'object') {
    for (const [key, value] of Object.entries(data)) walk(value, [...path, key], visit);
  } else visit(path);
}

function rows(prefix: string, treatment: Treatment, names: readonly string[]): Record<string, Treatment> {
  return Object.fromEntries(names.map((name) => [`${prefix}.${name}`, treatment]));
}
