import { describe, expect, it } from 'vitest';
import { applyFix, type ConfigFacts, openClusterConfig } from '../src/index.ts';
import { FEATURE_PAGE } from './example.ts';

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: us-west-2}\n';
const AGENT = 'addons: [{name: eks-pod-identity-agent}]\n';
const ROLE = 'arn:aws:iam::111122223333:role/app';
const pia = (fields: string): string =>
  `${AGENT}iam: {podIdentityAssociations: [{namespace: dev, serviceAccountName: app, ${fields}}]}\n`;
const addon = (fields: string): string => `addons: [{name: eks-pod-identity-agent}, {name: vpc-cni, ${fields}}]\n`;
const group = (fields: string): string => `managedNodeGroups: [{name: a, ${fields}}]\n`;
const entry = (fields: string): string => `accessConfig: {accessEntries: [{principalARN: "${ROLE}", ${fields}}]}\n`;

/** Section, and all the codes that it must give: none for what is right. */
const CASES: Record<string, [string, ...string[]][]> = {
  associations: [
    [pia(`roleARN: "${ROLE}"`)],
    [pia('wellKnownPolicies: {certManager: true}')],
    [pia('permissionPolicyARNs: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]')],
    [pia('createServiceAccount: true'), 'association-permissions-missing'],
    [pia('wellKnownPolicies: {certManager: false}'), 'association-permissions-missing'],
    [pia(`roleARN: "${ROLE}", wellKnownPolicies: {certManager: true}`), 'association-role-exclusive'],
    [pia(`roleARN: "${ROLE}", roleName: x`), 'association-role-options-ignored'],
    [pia('permissionPolicyName: x, wellKnownPolicies: {certManager: true}'), 'association-policy-name-alone'],
    [pia('roleARN: "arn:aws:iam:111122223333:role/app"'), 'association-arn-invalid'],
    [pia('permissionPolicyARNs: [ReadOnlyAccess]'), 'association-arn-invalid'],
    [pia(`roleARN: "${ROLE}", targetRoleARN: "arn:aws:iam::999922223333:role/x"`)],
    [pia(`roleARN: "${ROLE}", targetRoleARN: "${ROLE}"`), 'association-target-same-account'],
    [pia('permissionPolicy: {Version: "2012-10-17"}'), 'association-policy-invalid'],
    [pia('permissionPolicy: {Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}}')],
    [
      pia(`roleARN: "${ROLE}", policy: '{'`),
      'association-session-policy-needs-disabled-tags',
      'association-session-policy-invalid',
    ],
    [
      pia(
        `roleARN: "${ROLE}", disableSessionTags: true, policy: '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'`,
      ),
    ],
    [
      `iam: {podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: "${ROLE}"}]}\n`,
      'association-agent-missing',
    ],
    [
      `autoModeConfig: {enabled: true}\niam: {podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: "${ROLE}"}]}\n`,
    ],
    [
      `${AGENT}iam: {podIdentityAssociations: [{namespace: Dev, serviceAccountName: b*, roleARN: "${ROLE}"}]}\n`,
      'association-name-invalid',
      'association-name-invalid',
    ],
    [`addonsConfig: {disableDefaultAddons: true}\n${pia(`roleARN: "${ROLE}"`)}`, 'association-vpc-cni-missing'],
    [
      `${AGENT}iam:\n  podIdentityAssociations:\n  - &a {namespace: a, serviceAccountName: b, roleARN: "${ROLE}"}\n  - {<<: *a, createServiceAccount: true}\n  serviceAccounts: [{metadata: {name: b, namespace: a}, attachRoleARN: "${ROLE}"}]\n`,
      'association-duplicate',
      'association-also-irsa',
    ],
  ],
  'IRSA accounts': [
    ['iam: {serviceAccounts: [{metadata: {name: a}}]}\n', 'service-account-permissions-missing'],
    [
      `iam: {withOIDC: false, serviceAccounts: [{metadata: {name: a}, attachRoleARN: "${ROLE}"}]}\n`,
      'service-account-without-oidc',
    ],
    [
      `iam: {serviceAccounts: [{metadata: {name: a}, attachRoleARN: "${ROLE}"}, {metadata: {name: a, namespace: default}, attachRoleARN: "${ROLE}"}]}\n`,
      'service-account-duplicate',
    ],
    [`iam: {serviceAccounts: [{metadata: {name: A_b}, attachRoleARN: "${ROLE}"}]}\n`, 'service-account-name-invalid'],
  ],
  'add-ons': [
    [addon(`serviceAccountRoleARN: "${ROLE}"`)],
    [addon(`serviceAccountRoleARN: "${ROLE}", wellKnownPolicies: {certManager: true}`), 'addon-identity-exclusive'],
    [addon(`serviceAccountRoleARN: "${ROLE}", podIdentityAssociations: []`), 'addon-identity-exclusive'],
    [addon('podIdentityAssociations: [], useDefaultPodIdentityAssociations: true'), 'addon-identity-exclusive'],
    [addon(`podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: "${ROLE}"}]`)],
    [
      addon(`podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: "${ROLE}", tags: {a: b}}]`),
      'addon-association-unsupported-field',
    ],
    [
      addon('podIdentityAssociations: [{namespace: a, serviceAccountName: b, wellKnownPolicies: {certManager: true}}]'),
      'association-permissions-missing',
      'addon-association-unsupported-field',
    ],
    [
      `addons: [{name: eks-pod-identity-agent, podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: "${ROLE}"}]}]\n`,
      'addon-agent-association',
    ],
    [addon(`configurationValues: '{"a": 1}'`)],
    [addon('configurationValues: "a: ["'), 'addon-configuration-invalid'],
    [addon('configurationValues: text'), 'addon-configuration-invalid'],
    ['addons: [{name: vpc-cni}, {name: vpc-cni}]\n', 'addon-duplicate'],
    [addon('namespaceConfig: {namespace: 1a}'), 'addon-namespace-invalid'],
  ],
  'node groups': [
    [group('minSize: 1, desiredCapacity: 2, maxSize: 3')],
    [group('minSize: 3, maxSize: 1'), 'node-group-sizes'],
    [group('desiredCapacity: 3, maxSize: 1'), 'node-group-sizes'],
    [group('instanceType: a, instanceTypes: [b]'), 'node-group-exclusive'],
    [group('availabilityZones: [a, b], subnets: [c]'), 'node-group-exclusive'],
    [group('volumeIOPS: 100'), 'node-group-volume'],
    [group('volumeType: gp2, volumeThroughput: 125'), 'node-group-volume'],
    [
      group(`iam: {instanceRoleARN: "${ROLE}", attachPolicyARNs: ["arn:aws:iam::aws:policy/A"]}`),
      'node-group-iam-exclusive',
    ],
    [group('updateConfig: {maxUnavailable: 1, maxUnavailablePercentage: 5}'), 'node-group-update-config'],
    [group('launchTemplate: {id: lt-1}, tags: {a: b}')],
    [group('launchTemplate: {id: lt-1}, volumeSize: 10'), 'node-group-launch-template'],
    [group('labels: {team: a, node.kubernetes.io/x: b, kubelet.kubernetes.io/y: c}')],
    [group('labels: {kubernetes.io/role: a}'), 'node-group-labels'],
    ['managedNodeGroups: [{name: a}]\nnodeGroups: [{name: a}]\n', 'node-group-duplicate'],
    ['nodeGroups: [{name: a, taints: {k: "v:NoSchedule"}}, {name: b, taints: [{key: k, effect: NoSchedule}]}]\n'],
  ],
  network: [
    ['vpc: {clusterEndpoints: {publicAccess: false, privateAccess: false}}\n', 'vpc-endpoints'],
    ['vpc: {ipv6Pool: a}\n', 'vpc-cidr'],
    ['vpc: {securityGroup: a, controlPlaneSecurityGroupIDs: [b]}\n', 'vpc-exclusive'],
    ['vpc: {manageSharedNodeSecurityGroupRules: false}\n', 'vpc-exclusive'],
    ['availabilityZones: [us-west-2a]\n', 'zones-too-few'],
    ['availabilityZones: [us-west-2a, us-west-2b]\nvpc: {subnets: {private: {a: {id: b}}}}\n', 'vpc-exclusive'],
    ['localZones: [us-west-2-lax-1a]\nvpc: {id: vpc-1}\n', 'local-zones'],
    ['kubernetesNetworkConfig: {ipFamily: IPv6}\naddons: [{name: coredns}]\n'],
    ['kubernetesNetworkConfig: {ipFamily: ipv6}\n', 'ipv6-requirements'],
    ['kubernetesNetworkConfig: {ipFamily: IPv6}\naddons: [{name: coredns}, {name: vpc-cni}]\n', 'ipv6-requirements'],
    ['kubernetesNetworkConfig: {ipFamily: IPv6}\niam: {withOIDC: true}\naddons: [{name: coredns}, {name: vpc-cni}]\n'],
    ['vpc: {extraIPv6CIDRs: ["2600::/56"]}\n', 'ipv6-requirements'],
  ],
  'the rest': [
    [entry('type: EC2_LINUX')],
    [entry('type: EC2_LINUX, kubernetesGroups: [a]'), 'access-entry-node-type'],
    [
      entry(
        'accessPolicies: [{policyARN: "arn:aws:eks::aws:cluster-access-policy/A", accessScope: {type: namespace}}]',
      ),
      'access-entry-scope',
    ],
    [
      entry('accessPolicies: [{policyARN: "arn:aws:iam::aws:policy/A", accessScope: {type: cluster}}]'),
      'access-arn-invalid',
    ],
    [
      `accessConfig: {authenticationMode: CONFIG_MAP, accessEntries: [{principalARN: "${ROLE}"}, {principalARN: "${ROLE}"}]}\n`,
      'access-config-map-only',
      'access-entry-duplicate',
    ],
    ['autoModeConfig: {enabled: false, nodePools: [system]}\n', 'auto-mode-disabled-fields'],
    [`autoModeConfig: {enabled: true, nodePools: [], nodeRoleARN: "${ROLE}"}\n`, 'auto-mode-exclusive'],
    ['autoModeConfig: {enabled: true}\nmanagedNodeGroups: [{name: a}]\n', 'auto-mode-node-groups'],
    [
      'autoModeConfig: {enabled: true}\naddons: [{name: coredns}, {name: eks-pod-identity-agent}]\n',
      'auto-mode-addons',
      'addon-agent-in-auto-mode',
    ],
    ['cloudWatch: {clusterLogging: {logRetentionInDays: 7}}\n', 'logging-retention'],
    ['cloudWatch: {clusterLogging: {enableTypes: [all], logRetentionInDays: 8}}\n', 'value-out-of-range'],
    ['secretsEncryption: {keyARN: alias/x}\n', 'encryption-key-invalid'],
    ['fargateProfiles: [{name: eks-a, selectors: [{namespace: a}]}]\n', 'fargate-profile-invalid'],
    ['iamIdentityMappings: [{account: "000000000000", arn: a}]\n', 'identity-mapping-shape'],
    ['karpenter: {version: v1.0.0}\n', 'karpenter-requirements'],
    ['remoteNetworkConfig: {remoteNodeNetworks: [{cidrs: [10.0.0.0/16]}, {cidrs: [10.1.0.0/16]}]}\n', 'remote-network'],
  ],
};

describe.each(Object.entries(CASES))('rules for %s', (_, cases) => {
  it.each(cases)('%s', (section, ...codes) => {
    const text = HEAD + section;
    const { diagnostics } = openClusterConfig(text);
    expect(diagnostics.map((one) => one.code).toSorted()).toEqual(codes.toSorted());
    for (const { code, fix, range } of diagnostics) {
      expect(range.end.line > range.start.line || range.end.column > range.start.column).toBe(true);
      if (fix === undefined) continue;
      const fixed = openClusterConfig(applyFix(text, fix)).diagnostics.map((one) => one.code);
      expect(fixed).not.toContain(code);
    }
  });
});

describe('blueprint and agent', () => {
  const ingress = (on: boolean): Record<string, boolean> => ({ 'ingress-controller-v1': on, monitoring: true });
  const facts: ConfigFacts = {
    blueprints: [
      { name: 'default', versions: [{ version: 'latest', components: ingress(true) }] },
      { name: 'minimal', versions: [{ version: 'latest', components: ingress(false) }] },
      { name: 'with', versions: [{ version: 'v1', components: ingress(true) }] },
      {
        name: 'both',
        versions: [
          { version: 'v2', components: ingress(false) },
          { version: 'v1', components: ingress(true) },
        ],
      },
      { name: 'silent', versions: [{ version: 'v1', components: {} }] },
    ],
  };
  const written = (name: string, version?: string): string =>
    FEATURE_PAGE.replace('blueprint: minimal', `blueprint: ${name}`).replace(
      '  blueprintversion: 2.9.0\n',
      version === undefined ? '' : `  blueprintversion: ${version}\n`,
    );
  const clash = 'ingress-with-agent';

  it.each<[string, string | undefined, ConfigFacts, string | undefined, string?]>([
    ['minimal', '2.9.0', {}, undefined],
    ['default', '2.9.0', {}, clash, written('minimal', '2.9.0')],
    ['default', undefined, {}, clash, written('minimal')],
    ['with', 'v1', {}, undefined],
    ['minimal', '2.9.0', facts, undefined],
    ['default', '2.9.0', facts, clash, written('minimal', 'latest')],
    ['with', 'v1', facts, clash, written('minimal', 'latest')],
    ['with', undefined, facts, clash, written('minimal')],
    ['both', 'v1', facts, clash, written('both', 'v2')],
    ['both', 'v2', facts, undefined],
    ['both', undefined, facts, undefined],
    ['silent', 'v1', facts, undefined],
  ])('%s %s', (blueprint, version, known, code, fixed) => {
    const text = written(blueprint, version);
    const [diagnostic] = openClusterConfig(text, known).diagnostics;
    expect(diagnostic?.code).toBe(code);
    if (fixed === undefined) return;
    expect(diagnostic?.range.start).toEqual({ line: 6, column: 3 });
    expect(diagnostic?.fix && applyFix(text, diagnostic.fix)).toBe(fixed);
  });

  it('compares the names of the two documents', () => {
    const text = FEATURE_PAGE.replace('demo-eks-cluster', 'another');
    const [diagnostic] = openClusterConfig(text).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'names-differ', range: { start: { line: 62 } } });
  });
});

it('checks 5,000 lines at the speed of typing', () => {
  const entries = Array.from(
    { length: 1_245 },
    (_, index) =>
      `  - namespace: dev\n    serviceAccountName: app-${index}\n    roleARN: ${ROLE}\n    createServiceAccount: true\n`,
  );
  const text = `${HEAD}${AGENT}iam:\n  podIdentityAssociations:\n${entries.join('')}`;
  openClusterConfig(text);
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    expect(openClusterConfig(text).valid).toBe(true);
    return performance.now() - started;
  });
  // The bar is 100 ms on an idle machine (DESIGN §8); tests share theirs.
  expect(Math.min(...times)).toBeLessThan(400);
});
