import type { DescribeVpcAttributeRequest, DescribeVpcAttributeResult } from '@aws-sdk/client-ec2';
import { AwsError, type CallContext } from '../../world.ts';
import { networksOf } from '../region.ts';
import { existing } from '../resources/errors.ts';

export function describeVpcAttribute(
  { VpcId = '', Attribute }: DescribeVpcAttributeRequest,
  call: CallContext,
): DescribeVpcAttributeResult {
  const vpc = existing(networksOf(call).vpcs, VpcId, 'InvalidVpcID.NotFound', 'vpc');
  switch (Attribute) {
    case 'enableDnsSupport':
      return { VpcId, EnableDnsSupport: { Value: vpc.dnsSupport ?? true } };
    case 'enableDnsHostnames':
      return { VpcId, EnableDnsHostnames: { Value: vpc.dnsHostnames ?? true } };
    default:
      throw new AwsError('InvalidParameterValue', 400, `Value (${Attribute}) for parameter attribute is invalid.`);
  }
}
