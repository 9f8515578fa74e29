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
];
