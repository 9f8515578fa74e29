import { AGENT, OTHER_ROLE, POLICY, ROLE, type RuleTable } from './rules-cases.ts';

const pia = (fields: string, start = 'namespace: dev, serviceAccountName: app'): string =>
  `${AGENT}iam: {podIdentityAssociations: [{${start}, ${fields}}]}\n`;
const irsa = (entries: string): string => `iam: {withOIDC: true, serviceAccounts: [${entries}]}\n`;
const own = (fields = `roleARN: ${ROLE}`): string => `iam: {podIdentityAssociations: [{${fields}}]}\n`;
const SESSION = `'{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'`;

export const ASSOCIATION_CASES: RuleTable = {
  'association-permissions': [
    pia(`roleARN: ${ROLE}`),
    pia('wellKnownPolicies: {certManager: true}'),
    pia(`permissionPolicyARNs: [${POLICY}]`),
    pia('createServiceAccount: true', '‹association-permissions-missing›namespace‹›: dev, serviceAccountName: app'),
    pia(
      'wellKnownPolicies: {certManager: false}',
      '‹association-permissions-missing›namespace‹›: dev, serviceAccountName: app',
    ),
    pia(`roleARN: ${ROLE}, ‹association-role-exclusive›wellKnownPolicies‹›: {certManager: true}`),
    pia(`roleARN: ${ROLE}, ‹association-role-exclusive›permissionPolicyARNs‹›: [${POLICY}]`),
    pia(`roleARN: ${ROLE}, ‹W:association-role-options-ignored›roleName‹›: x`),
    pia('‹association-policy-name-alone›permissionPolicyName‹›: x, wellKnownPolicies: {certManager: true}'),
    pia(
      '‹association-policy-name-alone›permissionPolicyName‹›: "--", permissionPolicy: {Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}}',
    ),
  ],
  'association-arns': [
    pia('roleARN: ‹association-arn-invalid›"arn:aws:iam:111122223333:role/app"‹›'),
    pia('permissionPolicyARNs: [‹association-arn-invalid›ReadOnlyAccess‹›]'),
    pia(`permissionPolicyARNs: [${POLICY}], permissionsBoundaryARN: ‹association-arn-invalid›${ROLE}‹›`),
    pia(`roleARN: ${ROLE}, targetRoleARN: ${OTHER_ROLE}`),
    pia(`roleARN: ${ROLE}, ‹I:association-target-same-account›targetRoleARN‹›: ${ROLE}`),
    pia('roleARN: "arn:aws-us-gov:iam::111122223333:role/with/a/path/app"'),
  ],
  'association-policies': [
    pia('permissionPolicy: {Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}}'),
    pia('‹association-policy-invalid›permissionPolicy‹›: {Version: "2012-10-17"}'),
    pia('‹association-policy-invalid›permissionPolicy‹›: {Statement: [{Effect: Maybe, Action: "*", Resource: "*"}]}'),
    pia('‹association-policy-invalid›permissionPolicy‹›: {Statement: [{Effect: Allow, Resource: "*"}]}'),
    pia('‹association-policy-invalid›permissionPolicy‹›: {Statement: [{Effect: Allow, Action: "*"}]}'),
    pia(
      '‹association-policy-invalid›permissionPolicy‹›: {Statement: [{Effect: Allow, Action: "*", Resource: "*", Principal: "*"}]}',
    ),
    pia(`roleARN: ${ROLE}, disableSessionTags: true, policy: ${SESSION}`),
    pia(`roleARN: ${ROLE}, ‹association-session-policy-needs-disabled-tags›policy‹›: ${SESSION}`),
    pia(
      `roleARN: ${ROLE}, disableSessionTags: false, ‹association-session-policy-needs-disabled-tags›policy‹›: ${SESSION}`,
    ),
    pia(`roleARN: ${ROLE}, disableSessionTags: true, policy: ‹association-session-policy-invalid›'{'‹›`),
    pia(`roleARN: ${ROLE}, disableSessionTags: true, policy: ‹association-session-policy-invalid›'[]'‹›`),
    pia(
      `roleARN: ${ROLE}, disableSessionTags: true, policy: ‹association-session-policy-too-long›'{"Statement":[{"Effect":"Deny","Action":"${'a'.repeat(2_048)}","Resource":"*"}]}'‹›`,
    ),
  ],
  'association-agent': [
    own(`namespace: a, ‹association-agent-missing›serviceAccountName‹›: b, roleARN: ${ROLE}`),
    `autoModeConfig: {enabled: true}\n${own(`namespace: a, serviceAccountName: b, roleARN: ${ROLE}`)}`,
    `addons: [{‹association-agent-missing›name‹›: EKS-pod-identity-agent}]\n${own(`namespace: a, serviceAccountName: b, roleARN: ${ROLE}`)}`,
    'addons: [{name: vpc-cni, ‹association-agent-missing›useDefaultPodIdentityAssociations‹›: true}]\n',
    'addonsConfig: {‹association-agent-missing›autoApplyPodIdentityAssociations‹›: true}\n',
    `addonsConfig: {autoApplyPodIdentityAssociations: true}\n${AGENT}`,
    `addonsConfig: {disableDefaultAddons: true}\n${AGENT}${own(`namespace: a, ‹association-vpc-cni-missing›serviceAccountName‹›: b, roleARN: ${ROLE}`)}`,
  ],
  'association-names': [
    pia(
      `roleARN: ${ROLE}`,
      'namespace: ‹association-name-invalid›Dev‹›, serviceAccountName: ‹association-name-invalid›b*‹›',
    ),
    pia(`roleARN: ${ROLE}`, 'namespace: dev, serviceAccountName: a.b-c.d'),
    pia(`roleARN: ${ROLE}`, 'namespace: ‹association-name-invalid›a.b‹›, serviceAccountName: app'),
    pia(`roleARN: ${ROLE}`, `namespace: ‹association-name-invalid›${'a'.repeat(64)}‹›, serviceAccountName: app`),
  ],
  'association-duplicates': [
    `${AGENT}iam:\n  podIdentityAssociations:\n  - &a {namespace: a, ‹association-duplicate›serviceAccountName‹›: b, roleARN: ${ROLE}}\n  - {<<: *a, createServiceAccount: true}\n`,
    `${AGENT}iam:\n  withOIDC: true\n  podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: ${ROLE}}]\n  serviceAccounts: [{‹W:association-also-irsa›metadata‹›: {name: b, namespace: a}, attachRoleARN: ${ROLE}}]\n`,
    `addons: [{name: eks-pod-identity-agent}, {name: vpc-cni, podIdentityAssociations: [{namespace: kube-system, ‹association-duplicate›serviceAccountName‹›: aws-node, roleARN: ${ROLE}}]}]\n${own(`namespace: kube-system, serviceAccountName: aws-node, roleARN: ${ROLE}`)}`,
    `${AGENT}iam: {podIdentityAssociations: [{namespace: a, serviceAccountName: c, roleARN: ${ROLE}}, {namespace: b, serviceAccountName: c, roleARN: ${ROLE}}]}\n`,
  ],
  'association-compute': [
    `${pia(`roleARN: ${ROLE}`, '‹W:association-compute›namespace‹›: dev, serviceAccountName: app')}fargateProfiles: [{name: f, selectors: [{namespace: d*}]}]\n`,
    `${pia(`roleARN: ${ROLE}`)}fargateProfiles: [{name: f, selectors: [{namespace: de?v}, {namespace: dev, labels: {a: b}}]}]\n`,
    `${pia(`roleARN: ${ROLE}`, '‹W:association-compute›namespace‹›: dev, serviceAccountName: app')}nodeGroups: [{name: w, amiFamily: WindowsServer2022CoreContainer}]\n`,
    `${pia(`roleARN: ${ROLE}`)}nodeGroups: [{name: w, amiFamily: WindowsServer2022CoreContainer}, {name: l}]\n`,
    `${pia(`roleARN: ${ROLE}`, `namespace: ‹association-name-invalid›${'a'.repeat(3_000)}‹›, serviceAccountName: app`)}fargateProfiles: [{name: f, selectors: [{namespace: ${'a*'.repeat(2_000)}}]}]\n`,
  ],
  'service-accounts': [
    irsa(`{metadata: {name: a}, attachRoleARN: ${ROLE}}`),
    irsa('{‹service-account-permissions-missing›metadata‹›: {name: a}}'),
    `iam: {‹service-account-without-oidc›withOIDC‹›: false, serviceAccounts: [{metadata: {name: a}, attachRoleARN: ${ROLE}}]}\n`,
    irsa(
      `{metadata: {name: a}, attachRoleARN: ${ROLE}}, {metadata: {name: ‹service-account-duplicate›a‹›, namespace: default}, attachRoleARN: ${ROLE}}`,
    ),
    irsa(`{metadata: {name: ‹service-account-name-invalid›A_b‹›}, attachRoleARN: ${ROLE}}`),
  ],
};
