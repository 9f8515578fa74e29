import type { Constraint, Constraints } from './constraint.ts';

/** Bounds that the EC2 API reference gives for the page size of these lists. */
const maxResults: Constraint = { min: 5, max: 1000 };

export const ec2Constraints: Constraints = {
  DescribeInstanceTypeOfferings: { MaxResults: maxResults },
  DescribeInstanceTypes: { MaxResults: { min: 5, max: 100 } },
  DescribeInternetGateways: { MaxResults: maxResults },
  DescribeNatGateways: { MaxResults: maxResults },
  DescribeRouteTables: { MaxResults: { min: 5, max: 100 } },
  DescribeSecurityGroups: { MaxResults: maxResults },
  DescribeSubnets: { MaxResults: maxResults },
  DescribeVpcs: { MaxResults: maxResults },
};
