import { type Field, flag, list, mapOf, object, oneOf, text, texts } from './field.ts';
import { ANY_CIDR, IPV4_CIDR } from './patterns.ts';

export function networkSection(): Field {
  return object('Addresses of services and pods.', {
    ipFamily: oneOf('Address family. Default: IPv4.', ['IPv4', 'IPv6'], { anyCase: true }),
    serviceIPv4CIDR: text('Range of the services; not with IPv6.', { pattern: IPV4_CIDR }),
    serviceIPv6CIDR: text('Range of the services, reported by EKS.', { dialect: 'eksctl' }),
  });
}

export function vpcSection(): Field {
  const cidrs = (description: string, options: { dialect?: 'eksctl' } = {}): Field =>
    list(description, text('One range.', { pattern: ANY_CIDR }), options);
  const subnets = (kind: string): Field =>
    mapOf(
      `${kind} subnets, by zone or by a name of your own.`,
      object('One subnet.', {
        id: text('Id of the subnet.'),
        az: text('Its zone, where the key is not the zone.'),
        cidr: text('Its range.', { pattern: ANY_CIDR }),
      }),
    );
  return object('Network of the cluster.', {
    id: text('Existing VPC.'),
    cidr: text('Range of a new VPC. Default: 192.168.0.0/16.', { pattern: IPV4_CIDR }),
    ipv6Cidr: text('IPv6 range of the pool; needs ipv6Pool.'),
    ipv6Pool: text('IPv6 pool; needs ipv6Cidr.'),
    securityGroup: text('Security group between control plane and nodes; excludes controlPlaneSecurityGroupIDs.'),
    subnets: object('Existing subnets; excludes availabilityZones.', {
      private: subnets('Private'),
      public: subnets('Public'),
    }),
    hostnameType: oneOf('Host names of instances.', ['ip-name', 'resource-name'], { dialect: 'eksctl' }),
    extraCIDRs: cidrs('Further ranges.'),
    extraIPv6CIDRs: cidrs('Further IPv6 ranges; only with IPv6.'),
    sharedNodeSecurityGroup: text('Existing security group that all nodes share.'),
    manageSharedNodeSecurityGroupRules: flag('Let rules be added to the shared group. Off only with an own group.'),
    autoAllocateIPv6: flag('Ask for an IPv6 range for the VPC.'),
    nat: object('NAT of private subnets.', {
      gateway: oneOf('One gateway, one per zone, or none. Default: Single.', ['HighlyAvailable', 'Single', 'Disable']),
    }),
    clusterEndpoints: object('How the Kubernetes API is reached; at least one.', {
      privateAccess: flag('From inside the VPC.'),
      publicAccess: flag('From the internet.'),
    }),
    publicAccessCIDRs: cidrs('Who may reach the public endpoint.'),
    controlPlaneSubnetIDs: texts('Subnets of the control plane.', { dialect: 'eksctl' }),
    controlPlaneOnPrivateSubnets: flag('Control plane in private subnets only; excludes controlPlaneSubnetIDs.', {
      dialect: 'eksctl',
    }),
    controlPlaneSecurityGroupIDs: texts('Security groups of the control plane; excludes securityGroup.'),
    controlPlaneEgressMode: oneOf('Egress of the control plane.', ['AWS_MANAGED', 'CUSTOMER_ROUTED'], {
      dialect: 'eksctl',
    }),
  });
}

export function privateClusterSection(): Field {
  return object('A cluster without access to the internet.', {
    enabled: flag('Make it fully private.'),
    skipEndpointCreation: flag('The VPC has the endpoints already.'),
    additionalEndpointServices: list(
      'Further endpoints.',
      oneOf('One service.', ['cloudformation', 'autoscaling', 'logs', 'eks-auth']),
    ),
  });
}

export function remoteNetworkSection(): Field {
  const networks = (what: string): Field =>
    list(
      what,
      object('One network.', {
        cidrs: list('Its ranges.', text('One range.', { pattern: IPV4_CIDR }), { minItems: 1 }),
      }),
    );
  return object(
    'Networks of hybrid nodes.',
    {
      iam: object('Identity of hybrid nodes.', {
        provider: oneOf('Where their credentials come from. Default: SSM.', ['SSM', 'IRA'], { anyCase: true }),
        roleARN: text('Existing role.'),
        caBundleCert: text('Certificate of the trust anchor; not with SSM.'),
      }),
      vpcGatewayID: text('Transit or virtual private gateway.'),
      remoteNodeNetworks: networks('Networks of the nodes.'),
      remotePodNetworks: networks('Networks of the pods.'),
    },
    { dialect: 'eksctl' },
  );
}
