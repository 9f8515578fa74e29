import { describe, expect, it } from 'vitest';
import { clusterConfigJsonSchema, type JsonSchema, openClusterConfig } from '../src/index.ts';

interface Node {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every field of every document, with its path. */
function nodesOf(schema: JsonSchema, path: string): Node[] {
  const inside: Node[] = [];
  const go = (child: unknown, name: string): void => {
    if (typeof child === 'object' && child !== null) inside.push(...nodesOf(child as JsonSchema, `${path}${name}`));
  };
  for (const [name, child] of Object.entries((schema.properties ?? {}) as Record<string, unknown>))
    go(child, `.${name}`);
  go(schema.items, '[]');
  go(schema.additionalProperties, '.*');
  for (const child of (schema.anyOf ?? []) as unknown[]) go(child, '|');
  return [{ path, schema }, ...inside];
}

const DEFINITIONS = clusterConfigJsonSchema().definitions as Readonly<Record<string, JsonSchema>>;
const NODES = Object.entries(DEFINITIONS).flatMap(([name, schema]) => nodesOf(schema, name));
const at = (path: string): JsonSchema => NODES.find((node) => node.path === path)?.schema ?? {};

describe('JSON Schema', () => {
  it('describes every field in a sentence', () => {
    expect(NODES.length).toBeGreaterThan(800);
    const undescribed = NODES.filter(
      ({ schema }) => typeof schema.description !== 'string' || !/^\S.+\S$/.test(schema.description),
    );
    expect(undescribed.map((node) => node.path)).toEqual([]);
    const unfinished = NODES.filter(
      ({ path, schema }) => !path.endsWith('.*') && !/[.:]$/.test(String(schema.description)),
    );
    expect(unfinished.map((node) => node.path)).toEqual([]);
  });

  it('refuses unknown keys in every mapping with fields of its own', () => {
    const open = NODES.filter(({ schema }) => schema.properties !== undefined && schema.additionalProperties !== false);
    expect(open.map((node) => node.path)).toEqual([]);
  });

  it.each<[string, readonly (string | number)[]]>([
    ['ClusterConfig.apiVersion', ['rafay.io/v1alpha5', 'eksctl.io/v1alpha5']],
    ['ClusterConfig.vpc.nat.gateway', ['HighlyAvailable', 'Single', 'Disable']],
    ['ClusterConfig.managedNodeGroups[].volumeType', ['gp2', 'gp3', 'io1', 'io2', 'sc1', 'st1']],
    ['ClusterConfig.accessConfig.authenticationMode', ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP']],
    ['ClusterConfig.capabilities[].type', ['ACK', 'KRO', 'ARGOCD']],
    [
      'ClusterV3.spec.config.cloudWatch.clusterLogging.enableTypes[]',
      ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler', 'all', '*'],
    ],
    ['ClusterConfig.upgradePolicy.supportType', ['STANDARD', 'EXTENDED']],
  ])('offers the values of %s', (path, values) => {
    expect(at(path).enum).toEqual(values);
  });

  it('offers values of which the case does not matter without insisting on one', () => {
    const family = at('ClusterConfig.kubernetesNetworkConfig.ipFamily');
    expect(family.examples).toEqual(['IPv4', 'IPv6']);
    expect(family.enum).toBeUndefined();
  });

  it('offers what EKS offers, where that is known, without insisting on it', () => {
    const versions = [{ version: 'v2', default: true }, { version: 'v1' }, { version: 'v0', compatible: false }];
    const { definitions } = clusterConfigJsonSchema({
      kubernetesVersions: [
        { version: '1.34', status: 'standard' },
        { version: '1.31', status: 'extended' },
        { version: '1.29', status: 'unsupported' },
      ],
      addonCatalogues: [{ kubernetesVersion: '1.34', items: [{ name: 'vpc-cni', versions }] }],
    });
    const nodes = Object.entries(definitions as object).flatMap(([name, schema]) => nodesOf(schema, name));
    for (const config of ['ClusterConfig', 'ClusterV3.spec.config']) {
      const keywords = (path: string) => nodes.find((node) => node.path === config + path)?.schema;
      expect(keywords('.metadata.version')?.examples).toEqual(['1.34', '1.31']);
      expect(keywords('.addons[].name')?.examples).toEqual(['vpc-cni']);
      expect(keywords('.addons[]')?.allOf).toEqual([
        {
          if: { properties: { name: { const: 'vpc-cni' } }, required: ['name'] },
          // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
          then: { properties: { version: { examples: ['latest', 'v2', 'v1'] } } },
        },
      ]);
    }
    expect(at('ClusterConfig.metadata.version').examples).toBeUndefined();
    expect(at('ClusterConfig.addons[]').allOf).toBeUndefined();
  });

  it('knows the 18 AMI families, the 17 retention periods and the 7 well-known policies', () => {
    expect(at('ClusterConfig.nodeGroups[].amiFamily').enum).toHaveLength(18);
    expect(at('ClusterConfig.cloudWatch.clusterLogging.logRetentionInDays').enum).toHaveLength(17);
    const policies = at('ClusterConfig.iam.podIdentityAssociations[].wellKnownPolicies').properties as object;
    expect(Object.keys(policies)).toHaveLength(7);
  });

  it('has each of the 29 sections that the peer knows, and those of the console', () => {
    const sections = Object.keys(at('ClusterConfig').properties as object);
    const peer =
      'metadata upgradePolicy kubernetesNetworkConfig autoModeConfig remoteNetworkConfig iam iamIdentityMappings ' +
      'identityProviders accessConfig vpc addons addonsConfig privateCluster nodeGroups managedNodeGroups ' +
      'fargateProfiles availabilityZones localZones cloudWatch secretsEncryption gitops karpenter outpost ' +
      'controlPlaneScalingConfig zonalShiftConfig kubeAPIServerConfig kubeSchedulerConfig kubeControllerManagerConfig ' +
      'capabilities';
    const console = 'identityMappings deleteProtection autoZonalShiftConfig';
    expect(sections.toSorted()).toEqual(['apiVersion', 'kind', ...`${peer} ${console}`.split(' ')].toSorted());
  });

  it('calls required what the checks call required', () => {
    const missing = openClusterConfig('kind: ClusterConfig\n').diagnostics.map((one) => one.message);
    for (const name of at('ClusterConfig').required as string[]) {
      if (name !== 'kind') expect(missing.join('\n')).toContain(`The field ${name} is required`);
    }
  });
});
