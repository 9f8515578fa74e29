import type { ConfigFacts } from '../src/index.ts';
import { AGENT, POLICY, ROLE, type RuleTable } from './rules-cases.ts';

const OIDC = 'iam: {withOIDC: true}\n';
const addon = (fields: string): string => `addons: [{name: eks-pod-identity-agent}, {name: vpc-cni, ${fields}}]\n`;
const ofCni = (fields: string): string => `namespace: kube-system, serviceAccountName: aws-node, ${fields}`;
const console = (spec: string, addons = AGENT): string =>
  `kind: Cluster\nmetadata: {name: demo, project: p}\nspec: {cloudprovider: c, ${spec}}\n---\napiVersion: rafay.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: us-west-2}\n${addons}`;

const ingress = (on: boolean): Record<string, boolean> => ({ 'ingress-controller-v1': on });
const BLUEPRINTS: ConfigFacts = {
  blueprints: [{ name: 'ours', versions: [{ version: 'v2', components: ingress(true) }] }],
};
const CATALOGUE: ConfigFacts = {
  kubernetesVersions: [{ version: '1.34', status: 'standard', default: true }],
  addonCatalogues: [
    {
      kubernetesVersion: '1.34',
      items: [
        {
          name: 'vpc-cni',
          versions: [
            { version: 'v1.20.2-eksbuild.1' },
            { version: 'v1.20.1-eksbuild.1', default: true },
            { version: 'v1.15.4-eksbuild.1' },
            { version: 'v1.12.0-eksbuild.1', compatible: false },
          ],
        },
        { name: 'coredns', versions: [{ version: 'v1.12.3-eksbuild.1' }] },
        { name: 'adot', versions: [{ version: 'v0.117.0-eksbuild.1' }] },
        { name: 'empty', versions: [] },
      ],
    },
  ],
  addonVersions: [
    { name: 'vpc-cni', version: 'v1.20.1-eksbuild.1', podIdentity: [{ serviceAccount: 'aws-node' }] },
    { name: 'vpc-cni', version: 'v1.15.4-eksbuild.1', podIdentity: [] },
    { name: 'coredns', version: 'v1.12.3-eksbuild.1', podIdentity: [] },
    {
      name: 'adot',
      version: 'v0.117.0-eksbuild.1',
      podIdentity: [{ serviceAccount: 'adot-col-prom' }, { serviceAccount: 'adot-col-otlp' }],
    },
  ],
};
const old = (addons: string): string =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: us-west-2, version: "1.29"}\n${addons}`;
const withAgent = (addons: string): string =>
  `addons: [{name: ‹W:addon-unknown›eks-pod-identity-agent‹›}, ${addons}]\n`;
const roleFor = (account: string): string =>
  `{namespace: kube-system, serviceAccountName: ${account}, roleARN: ${ROLE}}`;

export const ADDON_CASES: RuleTable = {
  'addon-identity': [
    `${OIDC}${addon(`serviceAccountRoleARN: ${ROLE}`)}`,
    `${OIDC}${addon(`serviceAccountRoleARN: ${ROLE}, ‹addon-identity-exclusive›wellKnownPolicies‹›: {certManager: true}`)}`,
    `${OIDC}${addon(`serviceAccountRoleARN: ${ROLE}, ‹addon-identity-exclusive›podIdentityAssociations‹›: []`)}`,
    addon('podIdentityAssociations: [], ‹addon-identity-exclusive›useDefaultPodIdentityAssociations‹›: true'),
    `${OIDC}${addon(`attachPolicyARNs: [${POLICY}], ‹addon-identity-exclusive›useDefaultPodIdentityAssociations‹›: true`)}`,
    addon(`podIdentityAssociations: [{${ofCni(`roleARN: ${ROLE}`)}}]`),
    addon(
      `podIdentityAssociations: [{${ofCni(`roleARN: ${ROLE}, ‹addon-association-unsupported-field›tags‹›: {a: b}`)}}]`,
    ),
    addon(
      `podIdentityAssociations: [{${ofCni(`roleARN: ${ROLE}, ‹W:addon-association-unsupported-field›createServiceAccount‹›: true`)}}]`,
    ),
    addon(
      'podIdentityAssociations: [{‹association-permissions-missing›namespace‹›: kube-system, serviceAccountName: b, ‹addon-association-unsupported-field›wellKnownPolicies‹›: {certManager: true}}]',
    ),
    `addons: [{name: eks-pod-identity-agent, ‹addon-agent-association›podIdentityAssociations‹›: [{namespace: kube-system, serviceAccountName: b, roleARN: ${ROLE}}]}]\n`,
    'autoModeConfig: {enabled: true}\naddons: [{‹W:addon-agent-in-auto-mode›name‹›: eks-pod-identity-agent}]\n',
    'addons: [{name: vpc-cni}, {‹addon-duplicate›name‹›: vpc-cni}]\n',
  ],
  'addon-irsa': [
    addon(`‹W:addon-irsa-without-oidc›serviceAccountRoleARN‹›: ${ROLE}`),
    `iam: {withOIDC: false}\n${addon('‹W:addon-irsa-without-oidc›wellKnownPolicies‹›: {certManager: true}')}`,
    `${OIDC}${addon(`attachPolicyARNs: [${POLICY}]`)}`,
  ],
  'addon-configuration': [
    addon(`configurationValues: '{"a": 1}'`),
    addon('configurationValues: "a: 1"'),
    addon('configurationValues: ‹addon-configuration-invalid›"a: ["‹›'),
    addon('configurationValues: ‹addon-configuration-invalid›text‹›'),
    addon(`configurationValues: ‹addon-configuration-invalid›'${'['.repeat(600)}'‹›`),
    addon(`configurationValues: ‹addon-configuration-invalid›'a: ${'b'.repeat(20_000)}'‹›`),
  ],
  'addon-namespace': [
    'addons: [{name: cert-manager, namespaceConfig: {namespace: certs-2}}]\n',
    'addons: [{name: cert-manager, namespaceConfig: {namespace: ‹addon-namespace-invalid›1a‹›}}]\n',
    'addons: [{name: cert-manager, namespaceConfig: {namespace: ‹addon-namespace-invalid›Certs‹›}}]\n',
  ],
  'addon-association-namespace': [
    addon(
      `podIdentityAssociations: [{namespace: ‹W:addon-association-namespace›dev‹›, serviceAccountName: aws-node, roleARN: ${ROLE}}]`,
    ),
    `addons: [{name: eks-pod-identity-agent}, {name: external-dns, podIdentityAssociations: [{namespace: dns, serviceAccountName: external-dns, roleARN: ${ROLE}}]}]\n`,
    `addons: [{name: eks-pod-identity-agent}, {name: external-dns, namespaceConfig: {namespace: dns}, podIdentityAssociations: [{namespace: ‹W:addon-association-namespace›other‹›, serviceAccountName: external-dns, roleARN: ${ROLE}}]}]\n`,
  ],
  'addon-known': [
    ['addons: [{name: vpc-cni}, {name: empty}]\n', CATALOGUE],
    ['addons: [{name: ‹W:addon-unknown›vpc-cin‹›}, {name: ‹W:addon-unknown›something-else‹›}]\n', CATALOGUE],
    ['addons: [{name: vpc-cni}, {name: ‹W:addon-unknown›VPC-CNI‹›}]\n', CATALOGUE],
    [old('addons: [{name: vpc-cin, version: v0}]\n'), { addonCatalogues: [{ kubernetesVersion: '1.29', items: [] }] }],
    ['addons: [{name: vpc-cin}]\n', { kubernetesVersions: [{ version: '1.34', status: 'standard' }] }],
  ],
  'addon-versions': [
    ['addons: [{name: vpc-cni, version: v1.20.1-eksbuild.1}, {name: coredns, version: 1.12.3}]\n', CATALOGUE],
    ['addons: [{name: vpc-cni, version: latest}, {name: coredns, version: ""}, {name: empty}]\n', CATALOGUE],
    ['addons: [{name: vpc-cni, version: ‹W:addon-version-unknown›v1.12.0-eksbuild.1‹›}]\n', CATALOGUE],
    ['addons: [{name: empty, version: ‹W:addon-version-unknown›v1‹›}]\n', CATALOGUE],
    'addons: [{name: vpc-cni, version: v1.12.0-eksbuild.1}]\n',
  ],
  'addon-pod-identity': [
    [withAgent(`{name: vpc-cni, podIdentityAssociations: [${roleFor('aws-node')}]}`), CATALOGUE],
    [
      withAgent(`{name: vpc-cni, podIdentityAssociations: [${roleFor('‹W:addon-service-account-unknown›aws-nod‹›')}]}`),
      CATALOGUE,
    ],
    [
      withAgent(
        `{name: adot, podIdentityAssociations: [${roleFor('adot-col-otlp')}, ${roleFor('‹W:addon-service-account-unknown›x‹›')}]}`,
      ),
      CATALOGUE,
    ],
    [
      withAgent(
        `{name: adot, podIdentityAssociations: [${roleFor('‹W:addon-service-account-unknown›nothing-like-it‹›')}]}`,
      ),
      CATALOGUE,
    ],
    [
      withAgent(
        `{name: vpc-cni, version: 1.15.4, ‹W:addon-pod-identity-unsupported›podIdentityAssociations‹›: [${roleFor('aws-node')}]}`,
      ),
      CATALOGUE,
    ],
    [
      withAgent('{name: coredns, ‹W:addon-pod-identity-unsupported›useDefaultPodIdentityAssociations‹›: true}'),
      CATALOGUE,
    ],
    [withAgent('{name: coredns, useDefaultPodIdentityAssociations: false, podIdentityAssociations: []}'), CATALOGUE],
    // Of the newest nothing is known here.
    [withAgent(`{name: vpc-cni, version: latest, podIdentityAssociations: [${roleFor('x')}]}`), CATALOGUE],
    `${AGENT.replace('}]', `}, {name: vpc-cni, podIdentityAssociations: [${roleFor('x')}]}]`)}`,
  ],
  'ingress-with-agent': [
    console('blueprint: minimal'),
    console('‹ingress-with-agent›blueprint‹›: default'),
    console('blueprint: default', ''),
    console('blueprint: ours'),
    [console('‹ingress-with-agent›blueprint‹›: ours'), BLUEPRINTS],
    [console('‹ingress-with-agent›blueprint‹›: ours, blueprintversion: v2'), BLUEPRINTS],
  ],
  'blueprint-known': [
    [console('blueprint: default, blueprintversion: 3.1.0', ''), BLUEPRINTS],
    [console('blueprint: ours, blueprintversion: v2', ''), BLUEPRINTS],
    [console('blueprint: ours, blueprintversion: ‹W:blueprint-unknown›v1‹›', ''), BLUEPRINTS],
    [console('blueprint: ‹W:blueprint-unknown›our‹›, blueprintversion: v2', ''), BLUEPRINTS],
    [console('blueprint: ‹W:blueprint-unknown›completely-else‹›', ''), BLUEPRINTS],
  ],
  'names-differ': [
    console('blueprint: minimal').replace('name: demo, region', 'name: ‹names-differ›other‹›, region'),
    console('blueprint: minimal').replace('name: demo, region', 'name: "demo", region'),
  ],
};
