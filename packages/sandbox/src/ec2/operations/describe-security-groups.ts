import type { DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult, IpPermission } from '@aws-sdk/client-ec2';
import type { SecurityGroupState, SecurityRuleState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { EVERYTHING } from '../resources/security-groups.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<SecurityGroupState> = {
  missing: 'InvalidGroup.NotFound',
  kind: 'security group',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: {
    'group-id': ({ id }) => [id],
    'group-name': ({ name }) => [name],
    'vpc-id': ({ vpcId }) => [vpcId],
    description: ({ description }) => [description],
  },
};

/** `GroupNames` finds groups of the default VPC only, as EC2 says. */
export function describeSecurityGroups(
  input: DescribeSecurityGroupsRequest,
  call: CallContext,
): DescribeSecurityGroupsResult {
  const { account, partition } = call.world.state;
  const { securityGroups, vpcs } = networksOf(call);
  const named = input.GroupNames?.length ? input.GroupNames : undefined;
  const all = Object.values(securityGroups).filter(
    ({ name, vpcId }) => named === undefined || (named.includes(name) && vpcs[vpcId]?.isDefault),
  );
  const { items, ...rest } = select(all, selection, { ...input, ids: input.GroupIds, filters: input.Filters });
  return {
    SecurityGroups: items.map((group) => ({
      GroupId: group.id,
      GroupName: group.name,
      Description: group.description,
      SecurityGroupArn: `arn:${partition}:ec2:${call.region}:${account}:security-group/${group.id}`,
      VpcId: group.vpcId,
      OwnerId: account,
      IpPermissions: (group.ingress ?? []).map(permissionView),
      IpPermissionsEgress: (group.egress ?? [EVERYTHING]).map(permissionView),
      Tags: tagList(group.tags),
    })),
    ...rest,
  };
}

function permissionView(rule: SecurityRuleState): IpPermission {
  const { protocol, fromPort, toPort, cidr, cidrIpv6, groupId, description } = rule;
  const said = description === undefined ? {} : { Description: description };
  return {
    IpProtocol: protocol,
    ...(fromPort !== undefined && { FromPort: fromPort }),
    ...(toPort !== undefined && { ToPort: toPort }),
    IpRanges: cidr === undefined ? [] : [{ CidrIp: cidr, ...said }],
    Ipv6Ranges: cidrIpv6 === undefined ? [] : [{ CidrIpv6: cidrIpv6, ...said }],
    UserIdGroupPairs: groupId === undefined ? [] : [{ GroupId: groupId, ...said }],
  };
}
