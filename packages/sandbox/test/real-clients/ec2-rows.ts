import { expect } from 'vitest';

import type { OperationRow } from './operation-row.ts';

const PRODUCTION = 'Name=tag:Name,Values=production*';

export const EC2_ROWS: OperationRow[] = [
  {
    operation: 'DescribeVpcs',
    args: ['ec2', 'describe-vpcs', '--filters', 'Name=is-default,Values=false'],
    shows: ({ Vpcs }, kept) => {
      expect(Vpcs).toHaveLength(1);
      expect(Vpcs[0]).toMatchObject({ CidrBlock: '10.20.0.0/16', IsDefault: false, State: 'available' });
      kept['vpc'] = Vpcs[0].VpcId;
    },
  },
  {
    operation: 'DescribeSubnets',
    args: ({ vpc }) => ['ec2', 'describe-subnets', '--filters', `Name=vpc-id,Values=${vpc}`, PRODUCTION],
    shows: ({ Subnets }) => {
      expect(Subnets).toHaveLength(6);
      expect(Subnets[0].AvailableIpAddressCount).toBeGreaterThan(0);
      expect(Subnets[0].MapPublicIpOnLaunch).toBe(false);
    },
  },
  {
    operation: 'DescribeRouteTables',
    args: ['ec2', 'describe-route-tables', '--filters', 'Name=association.main,Values=true'],
    shows: ({ RouteTables }) => {
      expect(RouteTables).toHaveLength(2);
      for (const { Associations } of RouteTables) expect(Associations[0].Main).toBe(true);
    },
  },
  {
    operation: 'DescribeSecurityGroups',
    args: ['ec2', 'describe-security-groups', '--group-names', 'default'],
    shows: ({ SecurityGroups }) => {
      expect(SecurityGroups).toMatchObject([{ GroupName: 'default', Description: 'default VPC security group' }]);
    },
  },
  {
    operation: 'DescribeAvailabilityZones',
    args: ['ec2', 'describe-availability-zones', '--zone-names', 'us-west-2b'],
    shows: ({ AvailabilityZones }) => {
      expect(AvailabilityZones).toMatchObject([{ ZoneName: 'us-west-2b', ZoneId: 'usw2-az2', State: 'available' }]);
    },
  },
  {
    operation: 'DescribeVpcAttribute',
    args: ({ vpc = '' }) => ['ec2', 'describe-vpc-attribute', '--vpc-id', vpc, '--attribute', 'enableDnsHostnames'],
    shows: ({ EnableDnsHostnames }) => expect(EnableDnsHostnames).toEqual({ Value: true }),
  },
  {
    operation: 'DescribeInternetGateways',
    args: ({ vpc }) => ['ec2', 'describe-internet-gateways', '--filters', `Name=attachment.vpc-id,Values=${vpc}`],
    shows: ({ InternetGateways }, { vpc }) =>
      expect(InternetGateways).toMatchObject([{ Attachments: [{ VpcId: vpc, State: 'available' }] }]),
  },
  {
    operation: 'DescribeNatGateways',
    args: ({ vpc }) => ['ec2', 'describe-nat-gateways', '--filter', `Name=vpc-id,Values=${vpc}`],
    shows: ({ NatGateways }, kept) => {
      expect(NatGateways).toMatchObject([{ State: 'available', NatGatewayAddresses: [{ PublicIp: '203.0.113.1' }] }]);
      kept['allocation'] = NatGateways[0].NatGatewayAddresses[0].AllocationId;
    },
  },
  {
    operation: 'DescribeAddresses',
    args: ({ allocation = '' }) => ['ec2', 'describe-addresses', '--allocation-ids', allocation],
    shows: ({ Addresses }) => expect(Addresses).toMatchObject([{ PublicIp: '203.0.113.1', Domain: 'vpc' }]),
  },
  {
    operation: 'DescribeInstanceTypes',
    args: ['ec2', 'describe-instance-types', '--instance-types', 'm5.large', 't4g.medium'],
    shows: ({ InstanceTypes }) =>
      expect(InstanceTypes).toMatchObject([
        { InstanceType: 'm5.large', VCpuInfo: { DefaultVCpus: 2 }, MemoryInfo: { SizeInMiB: 8192 } },
        { InstanceType: 't4g.medium', ProcessorInfo: { SupportedArchitectures: ['arm64'] } },
      ]),
  },
  {
    operation: 'DescribeInstanceTypeOfferings',
    args: [
      ...['ec2', 'describe-instance-type-offerings', '--location-type', 'availability-zone'],
      ...['--filters', 'Name=instance-type,Values=m5.large'],
    ],
    shows: ({ InstanceTypeOfferings }) => expect(InstanceTypeOfferings).toHaveLength(3),
  },
  {
    operation: 'DescribeRegions',
    args: ['ec2', 'describe-regions', '--region-names', 'us-west-2'],
    shows: ({ Regions }) => expect(Regions).toMatchObject([{ RegionName: 'us-west-2' }]),
  },
  {
    operation: 'DescribeKeyPairs',
    args: ['ec2', 'describe-key-pairs'],
    shows: ({ KeyPairs }) => expect(KeyPairs).toEqual([]),
  },
  {
    operation: 'DescribeLaunchTemplates',
    args: ['ec2', 'describe-launch-templates', '--launch-template-names', 'production-nodes'],
    shows: ({ LaunchTemplates }) => expect(LaunchTemplates).toMatchObject([{ LatestVersionNumber: 1 }]),
  },
  {
    operation: 'DescribeLaunchTemplateVersions',
    args: [
      ...['ec2', 'describe-launch-template-versions', '--launch-template-name', 'production-nodes'],
      ...['--versions', '$Latest'],
    ],
    shows: ({ LaunchTemplateVersions }) =>
      expect(LaunchTemplateVersions).toMatchObject([
        { VersionNumber: 1, LaunchTemplateData: { InstanceType: 'm6i.large' } },
      ]),
  },
];
