import {
  booleanAt,
  type ConfigData,
  type ConfigMap,
  type ConfigValue,
  itemsAt,
  textAt,
  toData,
  valueAt,
} from './config-value.ts';
import type { ConfigParts } from './config-parts.ts';

/** What a configuration says, in the words of the domain. Fields that are absent or of a wrong type are undefined. */
export interface ConfigModel {
  readonly form: 'two-documents' | 'cluster-config' | 'v3';
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly project: string | undefined;
  readonly cloudCredential: string | undefined;
  readonly blueprint: { readonly name: string; readonly version: string | undefined } | undefined;
  readonly autoMode: boolean;
  readonly withOidc: boolean | undefined;
  readonly associations: readonly AssociationModel[];
  readonly serviceAccounts: readonly ServiceAccountModel[];
  readonly addons: readonly AddonModel[];
  readonly nodeGroups: readonly NodeGroupModel[];
  /** The console's document (of v3: the document without its configuration) and the ClusterConfig, as plain data. */
  readonly cluster: ConfigData | undefined;
  readonly config: ConfigData;
}

export interface AssociationModel {
  readonly namespace: string | undefined;
  readonly serviceAccountName: string | undefined;
  readonly roleArn: string | undefined;
  readonly targetRoleArn: string | undefined;
  readonly createServiceAccount: boolean;
  readonly disableSessionTags: boolean | undefined;
  /** The whole entry. */
  readonly data: ConfigData;
}

export interface ServiceAccountModel {
  readonly namespace: string;
  readonly name: string | undefined;
  readonly attachRoleArn: string | undefined;
  readonly data: ConfigData;
}

export interface AddonModel {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly associations: readonly AssociationModel[];
  readonly data: ConfigData;
}

export interface NodeGroupModel {
  readonly name: string | undefined;
  readonly managed: boolean;
  readonly data: ConfigData;
}

export function modelOf(parts: ConfigParts): ConfigModel | undefined {
  const { cluster, config, form } = parts;
  if (config === undefined || form === undefined) return undefined;
  return {
    form,
    name: textAt(config, 'metadata', 'name') ?? textAt(cluster, 'metadata', 'name'),
    region: textAt(config, 'metadata', 'region'),
    kubernetesVersion: textAt(config, 'metadata', 'version'),
    project: textAt(cluster, 'metadata', 'project'),
    cloudCredential: textAt(cluster, 'spec', form === 'v3' ? 'cloudCredentials' : 'cloudprovider'),
    blueprint: blueprintOf(parts),
    autoMode: booleanAt(config, 'autoModeConfig', 'enabled') === true,
    withOidc: booleanAt(config, 'iam', 'withOIDC'),
    associations: associationsOf(valueAt(config, 'iam')),
    serviceAccounts: itemsAt(config, 'iam', 'serviceAccounts').map(serviceAccountOf),
    addons: itemsAt(config, 'addons').map(addonOf),
    nodeGroups: [
      ...itemsAt(config, 'managedNodeGroups').map((group) => nodeGroupOf(group, true)),
      ...itemsAt(config, 'nodeGroups').map((group) => nodeGroupOf(group, false)),
    ],
    cluster: cluster === undefined ? undefined : clusterData(cluster, form),
    config: toData(config),
  };
}

/** The blueprint that a configuration names, in either form of the console's document. */
export function blueprintOf(parts: ConfigParts): { name: string; version: string | undefined } | undefined {
  const { cluster, form } = parts;
  if (cluster === undefined) return undefined;
  const v3 = form === 'v3';
  const name = v3 ? textAt(cluster, 'spec', 'blueprintConfig', 'name') : textAt(cluster, 'spec', 'blueprint');
  const version = v3
    ? textAt(cluster, 'spec', 'blueprintConfig', 'version')
    : textAt(cluster, 'spec', 'blueprintversion');
  // Both forms take the blueprint "default" where none is named (reference-console §2.1).
  return { name: name ?? 'default', version };
}

function clusterData(cluster: ConfigMap, form: ConfigModel['form']): ConfigData {
  const data = toData(cluster);
  if (form !== 'v3' || !isRecord(data) || !isRecord(data.spec)) return data;
  const { config: _, ...spec } = data.spec;
  return { ...data, spec };
}

function isRecord(data: ConfigData | undefined): data is { readonly [key: string]: ConfigData } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function associationsOf(owner: ConfigValue | undefined): AssociationModel[] {
  return itemsAt(owner, 'podIdentityAssociations').map((entry) => ({
    namespace: textAt(entry, 'namespace'),
    serviceAccountName: textAt(entry, 'serviceAccountName'),
    roleArn: textAt(entry, 'roleARN'),
    targetRoleArn: textAt(entry, 'targetRoleARN'),
    createServiceAccount: booleanAt(entry, 'createServiceAccount') === true,
    disableSessionTags: booleanAt(entry, 'disableSessionTags'),
    data: toData(entry),
  }));
}

function serviceAccountOf(entry: ConfigValue): ServiceAccountModel {
  return {
    namespace: textAt(entry, 'metadata', 'namespace') ?? 'default',
    name: textAt(entry, 'metadata', 'name'),
    attachRoleArn: textAt(entry, 'attachRoleARN'),
    data: toData(entry),
  };
}

function addonOf(entry: ConfigValue): AddonModel {
  return {
    name: textAt(entry, 'name'),
    version: textAt(entry, 'version'),
    associations: associationsOf(entry),
    data: toData(entry),
  };
}

function nodeGroupOf(entry: ConfigValue, managed: boolean): NodeGroupModel {
  return { name: textAt(entry, 'name'), managed, data: toData(entry) };
}
