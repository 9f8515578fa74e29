import type { Direction } from '../../ec2/resources/security-groups.ts';
import type { SecurityRuleState } from '../../state/ec2-state.ts';
import { validationError } from '../errors.ts';
import type { JsonObject } from '../template/template.ts';
import { amount, optionalText, text } from './property-values.ts';

/** Members of a rule beside its protocol, whether it is a resource or part of a security group. */
export const RULE_PROPERTIES: Readonly<Record<Direction, readonly string[]>> = {
  ingress: ['CidrIp', 'CidrIpv6', 'Description', 'FromPort', 'SourceSecurityGroupId', 'ToPort'],
  egress: ['CidrIp', 'CidrIpv6', 'Description', 'DestinationSecurityGroupId', 'FromPort', 'ToPort'],
};

/** @throws AwsError `ValidationError` unless the rule has exactly one other side */
export function ruleOf(properties: JsonObject, direction: Direction): SecurityRuleState {
  const peer = direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  const sides = {
    cidr: optionalText(properties, 'CidrIp'),
    cidrIpv6: optionalText(properties, 'CidrIpv6'),
    groupId: optionalText(properties, peer),
  };
  const given = Object.entries(sides).filter(([, value]) => value !== undefined);
  if (given.length !== 1) throw validationError(`A rule needs exactly one of CidrIp, CidrIpv6 and ${peer}.`);
  const fromPort = amount(properties, 'FromPort');
  const toPort = amount(properties, 'ToPort');
  const description = optionalText(properties, 'Description');
  return {
    protocol: text(properties, 'IpProtocol'),
    ...Object.fromEntries(given),
    ...(fromPort !== undefined && { fromPort }),
    ...(toPort !== undefined && { toPort }),
    ...(description !== undefined && { description }),
  };
}
