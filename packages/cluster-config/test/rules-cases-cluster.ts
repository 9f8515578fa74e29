import type { ConfigFacts } from '../src/index.ts';
import { AGENT, POLICY, ROLE, type RuleTable } from './rules-cases.ts';

const entry = (fields: string): string => `accessConfig: {accessEntries: [{principalARN: ${ROLE}, ${fields}}]}\n`;
const view = '"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"';
const outpost = (rest = ''): string =>
  `outpost: {controlPlaneOutpostARN: "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123"}\n${rest}`;
const provider = (fields: string): string => `identityProviders: [{type: oidc, ${fields}}]\n`;
const capability = (fields: string): string => `capabilities: [{name: one, ${fields}}]\n`;
const at = (version: string, rest = ''): string =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: us-west-2, version: ${version}}\n${rest}`;
const VERSIONS: ConfigFacts = {
  kubernetesVersions: [
    { version: '1.35', status: 'standard' },
    { version: '1.34', status: 'standard', default: true },
    { version: '1.31', status: 'extended' },
    { version: '1.29', status: 'unsupported' },
  ],
};
const manyTags = Array.from({ length: 51 }, (_, index) => `k${index}: v`).join(', ');

export const CLUSTER_CASES: RuleTable = {
  'kubernetes-version': [
    [at('"1.34"'), VERSIONS],
    [at('"1.35"'), VERSIONS],
    [at('‹W:kubernetes-version-support›"1.31"‹›'), VERSIONS],
    [at('‹W:kubernetes-version-support›"1.31"‹›', 'upgradePolicy: {supportType: STANDARD}\n'), VERSIONS],
    [at('‹W:kubernetes-version-unknown›"1.29"‹›'), VERSIONS],
    [at('‹W:kubernetes-version-unknown›"1.99"‹›'), VERSIONS],
    [at('‹W:kubernetes-version-unknown›"1.99"‹›'), { kubernetesVersions: [] }],
    at('"1.99"'),
  ],
  tags: [
    'nodeGroups: [{name: a, tags: {k8s.io/cluster-autoscaler/enabled: "true", empty: ""}}]\n',
    `nodeGroups: [{name: a, ‹tag-limits›tags‹›: {${manyTags}}}]\n`,
    'nodeGroups: [{name: a, tags: {‹tag-limits›"aws:team"‹›: x}}]\n',
    `nodeGroups: [{name: a, tags: {‹tag-limits›${'k'.repeat(129)}‹›: x, l: ‹tag-limits›${'v'.repeat(257)}‹›}}]\n`,
    `${AGENT}iam: {podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: ${ROLE}, tags: {‹tag-limits›"AWS:x"‹›: z}}]}\n`,
  ],
  'access-entries': [
    entry('type: EC2_LINUX'),
    entry('type: EC2_LINUX, ‹access-entry-node-type›kubernetesGroups‹›: [a]'),
    entry('kubernetesGroups: [dev], kubernetesUsername: dev'),
    entry('kubernetesGroups: [dev, ‹access-entry-names›"system:masters"‹›]'),
    entry('kubernetesUsername: ‹access-entry-names›"eks:dev"‹›'),
    entry(`accessPolicies: [{policyARN: ${view}, accessScope: {‹access-entry-scope›type‹›: namespace}}]`),
    entry(
      `accessPolicies: [{policyARN: ${view}, accessScope: {type: cluster, ‹access-entry-scope›namespaces‹›: [a]}}]`,
    ),
    entry(`accessPolicies: [{policyARN: ‹access-arn-invalid›${POLICY}‹›, accessScope: {type: cluster}}]`),
    `accessConfig: {accessEntries: [{principalARN: ${ROLE}}, {principalARN: ‹access-entry-duplicate›${ROLE}‹›}]}\n`,
    'accessConfig: {accessEntries: [{principalARN: ‹access-arn-invalid›"arn:aws:sts::111122223333:assumed-role/a/b"‹›}]}\n',
  ],
  'access-mode': [
    'accessConfig: {authenticationMode: API, bootstrapClusterCreatorAdminPermissions: false}\n',
    `accessConfig: {authenticationMode: CONFIG_MAP, ‹access-config-map-only›accessEntries‹›: [{principalARN: ${ROLE}}]}\n`,
    'accessConfig: {authenticationMode: CONFIG_MAP, ‹access-config-map-only›bootstrapClusterCreatorAdminPermissions‹›: false}\n',
    'accessConfig: {authenticationMode: API}\n‹access-api-only›iamIdentityMappings‹›: [{account: "111122223333"}]\n',
    'accessConfig: {authenticationMode: API_AND_CONFIG_MAP}\niamIdentityMappings: [{account: "111122223333"}]\n',
  ],
  'auto-mode': [
    `autoModeConfig: {enabled: true, nodeRoleARN: ${ROLE}, nodePools: [system]}\n`,
    'autoModeConfig: {enabled: false, ‹auto-mode-disabled-fields›nodePools‹›: [system]}\n',
    `autoModeConfig: {enabled: true, nodePools: [], ‹auto-mode-exclusive›nodeRoleARN‹›: ${ROLE}}\n`,
    `autoModeConfig: {enabled: true, nodeRoleARN: ${ROLE}, ‹auto-mode-exclusive›permissionsBoundaryARN‹›: ${POLICY}}\n`,
    'autoModeConfig: {‹auto-mode-exclusive›enabled‹›: true}\naccessConfig: {authenticationMode: CONFIG_MAP}\n',
    outpost('autoModeConfig: {‹auto-mode-exclusive›enabled‹›: true}\n'),
    'autoModeConfig: {enabled: true}\n‹auto-mode-node-groups›managedNodeGroups‹›: [{name: a}]\n',
    'autoModeConfig: {enabled: true}\naddons: [{‹auto-mode-addons›name‹›: coredns}]\n',
    'autoModeConfig: {enabled: true}\naddons: [{name: coredns}]\nfargateProfiles: [{name: f, selectors: [{namespace: a}]}]\n',
  ],
  logging: [
    'cloudWatch: {clusterLogging: {enableTypes: [all], logRetentionInDays: 7}}\n',
    'cloudWatch: {clusterLogging: {‹logging-retention›logRetentionInDays‹›: 7}}\n',
    'cloudWatch: {clusterLogging: {enableTypes: [all], logRetentionInDays: ‹value-out-of-range›8‹›}}\n',
  ],
  encryption: [
    'secretsEncryption: {keyARN: "arn:aws:kms:us-west-2:111122223333:key/a"}\n',
    'secretsEncryption: {keyARN: ‹encryption-key-invalid›alias/x‹›}\n',
    'secretsEncryption: {keyARN: ‹encryption-key-region›"arn:aws:kms:us-east-1:111122223333:key/a"‹›}\n',
  ],
  fargate: [
    'fargateProfiles: [{name: a, selectors: [{namespace: a}]}]\n',
    'fargateProfiles: [{‹fargate-profile-invalid›name‹›: eks-a, selectors: [{namespace: a}]}]\n',
    'fargateProfiles: [{name: a, selectors: [{namespace: a}]}, {‹fargate-profile-invalid›name‹›: a, selectors: [{namespace: b}]}]\n',
    `fargateProfiles: [{name: a, ‹fargate-profile-invalid›selectors‹›: [${Array.from({ length: 6 }, (_, index) => `{namespace: n${index}}`).join(', ')}]}]\n`,
  ],
  'identity-mappings': [
    'iamIdentityMappings: [{account: "000000000000"}, {serviceName: emr-containers, namespace: a}]\n',
    'iamIdentityMappings: [{‹identity-mapping-shape›account‹›: "000000000000", arn: a}]\n',
    'iamIdentityMappings: [{‹identity-mapping-shape›username‹›: a}]\n',
  ],
  'identity-providers': [
    provider('name: a, issuerURL: "https://login.example.com/x", clientID: b'),
    'identityProviders: [{‹identity-provider›type‹›: oidc}]\n',
    provider('name: a, issuerURL: ‹identity-provider›"http://login.example.com"‹›, clientID: b'),
    provider('name: a, issuerURL: ‹identity-provider›"https://login.example.com?x=1"‹›, clientID: b'),
    'identityProviders: [{type: oidc, name: a, issuerURL: "https://a", clientID: b}, {‹identity-provider›type‹›: oidc, name: c, issuerURL: "https://c", clientID: d}]\n',
  ],
  karpenter: [
    'karpenter: {version: v1.0.0}\niam: {withOIDC: true}\n',
    '‹karpenter-requirements›karpenter‹›: {version: 0.20.0}\n',
    'karpenter: {version: ‹karpenter-requirements›v0.19.3‹›}\niam: {withOIDC: true}\n',
    'karpenter: {version: ‹karpenter-requirements›latest‹›}\niam: {withOIDC: true}\n',
  ],
  outpost: [
    outpost('nodeGroups: [{name: a}]\n'),
    outpost('‹outpost-unsupported›managedNodeGroups‹›: [{name: a}]\n'),
    outpost('‹outpost-unsupported›addons‹›: [{name: vpc-cni}]\n'),
    outpost('kubernetesNetworkConfig: {‹outpost-unsupported,ipv6-requirements›ipFamily‹›: IPv6}\n'),
    outpost(
      `iam: {‹outpost-unsupported›podIdentityAssociations‹›: [{namespace: a, ‹association-agent-missing›serviceAccountName‹›: b, roleARN: ${ROLE}}]}\n`,
    ),
    'outpost: {controlPlaneOutpostARN: ‹outpost-unsupported›op-0123‹›}\n',
  ],
  capabilities: [
    capability(`type: ACK, roleArn: ${ROLE}`),
    capability('type: ARGOCD, configuration: {argocd: {awsIdc: {idcInstanceArn: a}}}'),
    capability('‹capability-invalid›type‹›: ARGOCD'),
    capability('type: KRO, ‹capability-invalid›configuration‹›: {argocd: {namespace: a}}'),
    capability(`type: ACK, roleArn: ${ROLE}, ‹capability-invalid›attachPolicyARNs‹›: [${POLICY}]`),
    'capabilities: [{name: ‹capability-invalid›a b‹›, type: KRO}]\n',
    'capabilities: [{name: a, type: KRO}, {name: ‹capability-invalid›a‹›, type: ACK}]\n',
  ],
};
