import { AGENT, ROLE, type RuleTable } from './rules-cases.ts';

const vpc = (fields: string): string => `vpc: {${fields}}\n`;
const subnets = (kept: string): string => vpc(`id: vpc-1, subnets: {private: {${kept}}}`);
const six = (addons: string, rest = ''): string =>
  `kubernetesNetworkConfig: {ipFamily: IPv6}\n${rest}addons: [{name: coredns}, ${addons}]\n`;
const ASSOCIATION = `iam: {podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: ${ROLE}}]}\n`;

export const NETWORK_CASES: RuleTable = {
  'vpc-exclusive': [
    vpc('securityGroup: a, ‹vpc-exclusive›controlPlaneSecurityGroupIDs‹›: [b]'),
    vpc('controlPlaneSubnetIDs: [a], ‹vpc-exclusive›controlPlaneOnPrivateSubnets‹›: true'),
    vpc('‹vpc-exclusive›manageSharedNodeSecurityGroupRules‹›: false'),
    vpc('manageSharedNodeSecurityGroupRules: false, sharedNodeSecurityGroup: sg-1'),
    `‹vpc-exclusive›availabilityZones‹›: [us-west-2a, us-west-2b]\n${subnets('a: {id: b}, c: {id: d}')}`,
  ],
  'vpc-endpoints': [
    vpc('clusterEndpoints: {publicAccess: false, privateAccess: true}'),
    vpc('‹vpc-endpoints›clusterEndpoints‹›: {publicAccess: false, privateAccess: false}'),
    vpc(
      'clusterEndpoints: {publicAccess: false, privateAccess: true}, ‹W:vpc-endpoints›publicAccessCIDRs‹›: [1.2.3.4/32]',
    ),
    vpc('publicAccessCIDRs: [1.2.3.4/32]'),
  ],
  'vpc-cidrs': [
    vpc('cidr: 10.0.0.0/16'),
    vpc('‹vpc-cidr›ipv6Pool‹›: a'),
    vpc('cidr: ‹vpc-cidr›10.0.0.0/8‹›'),
    vpc('cidr: ‹vpc-cidr›10.0.0.0/25‹›'),
    vpc('id: vpc-1, cidr: 10.0.0.0/28'),
    vpc('cidr: ‹W:vpc-cidr›10.0.1.7/16‹›'),
    vpc('cidr: 10.0.0.0/16, subnets: {public: {a: {cidr: 10.0.0.0/20}, b: {cidr: ‹vpc-cidr›10.1.0.0/20‹›}}}'),
    vpc('subnets: {public: {a: {cidr: 10.0.0.0/20}, b: {cidr: ‹network-overlap›10.0.8.0/24‹›}}}'),
    `${vpc('cidr: 172.20.0.0/16')}kubernetesNetworkConfig: {serviceIPv4CIDR: ‹network-overlap›172.20.0.0/20‹›}\n`,
    `${vpc('cidr: 10.0.0.0/16')}remoteNetworkConfig: {remoteNodeNetworks: [{cidrs: [‹network-overlap›10.0.0.0/24‹›]}]}\n`,
    vpc('cidr: 10.0.0.0/16, extraCIDRs: [100.64.0.0/16, ‹network-overlap›100.64.1.0/24‹›]'),
  ],
  'service-cidr': [
    'kubernetesNetworkConfig: {serviceIPv4CIDR: 10.100.0.0/16}\n',
    'kubernetesNetworkConfig: {serviceIPv4CIDR: ‹service-cidr›10.0.0.0/8‹›}\n',
    'kubernetesNetworkConfig: {serviceIPv4CIDR: ‹service-cidr›10.100.0.0/25‹›}\n',
    'kubernetesNetworkConfig: {serviceIPv4CIDR: ‹service-cidr›100.64.0.0/16‹›}\n',
  ],
  'vpc-subnets': [
    subnets('us-west-2a: {id: a}, us-west-2b: {id: b}'),
    subnets('one: {id: a}'),
    subnets('us-west-2a: {id: a}, us-west-2b: {id: ‹vpc-subnets›a‹›}'),
    subnets('one: {id: a}, ‹vpc-subnets›two‹›: {}'),
    vpc('‹vpc-subnets›subnets‹›: {private: {us-west-2a: {id: a}}, public: {other: {id: b, az: us-west-2a}}}'),
    vpc(
      '‹vpc-subnets›controlPlaneOnPrivateSubnets‹›: true, subnets: {private: {us-west-2a: {id: a}}, public: {us-west-2b: {id: b}}}',
    ),
    vpc('controlPlaneOnPrivateSubnets: true, subnets: {private: {us-west-2a: {id: a}, us-west-2b: {id: b}}}'),
    vpc('controlPlaneOnPrivateSubnets: true'),
  ],
  'vpc-nat': [
    `${vpc('nat: {gateway: Disable}')}nodeGroups: [{name: a}]\n`,
    `${vpc('nat: {‹vpc-nat›gateway‹›: Disable}')}nodeGroups: [{name: a, privateNetworking: true}]\n`,
    `${vpc('id: vpc-1, nat: {gateway: Disable}')}nodeGroups: [{name: a, privateNetworking: true}]\n`,
    `${vpc('nat: {gateway: Disable}')}privateCluster: {enabled: true}\nnodeGroups: [{name: a, privateNetworking: true}]\n`,
  ],
  zones: [
    'availabilityZones: [us-west-2a, us-west-2b]\nlocalZones: [us-west-2-lax-1a]\n',
    '‹zones-too-few›availabilityZones‹›: [us-west-2a]\n',
    '‹zones-too-few›availabilityZones‹›: [us-west-2a, us-west-2a]\n',
    'availabilityZones: [us-west-2a, ‹zone-region›us-east-2b‹›]\n',
    'managedNodeGroups: [{name: a, availabilityZones: [‹zone-region›eu-west-1a‹›, use1-az1]}]\n',
    '‹local-zones›localZones‹›: [us-west-2-lax-1a]\nvpc: {id: vpc-1}\n',
    '‹local-zones›localZones‹›: [us-west-2-lax-1a]\nvpc: {nat: {gateway: HighlyAvailable}}\n',
    '‹local-zones›localZones‹›: [us-west-2-lax-1a]\nprivateCluster: {enabled: true}\n',
  ],
  'private-cluster': [
    'privateCluster: {enabled: true}\nmanagedNodeGroups: [{name: a}]\n',
    'privateCluster: {enabled: true}\nvpc: {‹private-cluster›id‹›: vpc-1}\n',
    'privateCluster: {enabled: true}\nmanagedNodeGroups: [{name: a, ‹private-cluster›privateNetworking‹›: false}]\n',
    'privateCluster: {enabled: true, skipEndpointCreation: true, ‹private-cluster›additionalEndpointServices‹›: [logs]}\n',
    `privateCluster: {‹W:private-cluster›enabled‹›: true}\n${AGENT}${ASSOCIATION}`,
    `privateCluster: {enabled: true, ‹W:private-cluster›additionalEndpointServices‹›: [logs]}\n${AGENT}${ASSOCIATION}`,
    `privateCluster: {enabled: true, additionalEndpointServices: [eks-auth]}\n${AGENT}${ASSOCIATION}`,
    `privateCluster: {enabled: true, skipEndpointCreation: true}\n${AGENT}${ASSOCIATION}`,
  ],
  ipv6: [
    'kubernetesNetworkConfig: {ipFamily: IPv6}\naddons: [{name: coredns}]\n',
    'kubernetesNetworkConfig: {‹ipv6-requirements›ipFamily‹›: ipv6}\n',
    six('{‹ipv6-requirements›name‹›: vpc-cni}'),
    six('{name: vpc-cni}', 'iam: {withOIDC: true}\n'),
    six('{name: eks-pod-identity-agent}, {‹ipv6-requirements›name‹›: vpc-cni}'),
    six('{name: eks-pod-identity-agent}, {name: vpc-cni, useDefaultPodIdentityAssociations: true, version: 1.10.1}'),
    six('{name: vpc-cni, version: ‹ipv6-requirements›v1.9.3-eksbuild.1‹›}', 'iam: {withOIDC: true}\n'),
    six('{name: vpc-cni, version: latest}', 'iam: {withOIDC: true}\n'),
    'autoModeConfig: {enabled: true}\nkubernetesNetworkConfig: {ipFamily: IPv6}\n',
    vpc('‹ipv6-requirements›extraIPv6CIDRs‹›: ["2600::/56"]'),
    `kubernetesNetworkConfig: {ipFamily: IPv6, ‹ipv6-requirements›serviceIPv4CIDR‹›: 10.100.0.0/16}\naddons: [{name: coredns}]\n`,
    `${vpc('‹ipv6-requirements›nat‹›: {gateway: Single}')}kubernetesNetworkConfig: {ipFamily: IPv6}\naddons: [{name: coredns}]\n`,
    `‹ipv6-requirements›localZones‹›: [us-west-2-lax-1a]\nkubernetesNetworkConfig: {ipFamily: IPv6}\naddons: [{name: coredns}]\n`,
  ],
  'remote-network': [
    'remoteNetworkConfig: {remoteNodeNetworks: [{cidrs: [10.0.0.0/16]}], remotePodNetworks: [{cidrs: [10.1.0.0/16]}]}\n',
    'remoteNetworkConfig: {‹remote-network›remoteNodeNetworks‹›: [{cidrs: [10.0.0.0/16]}, {cidrs: [10.1.0.0/16]}]}\n',
    'remoteNetworkConfig: {‹remote-network›remotePodNetworks‹›: [{cidrs: [10.1.0.0/16]}]}\n',
  ],
};
