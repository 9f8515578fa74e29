import { ownNetworksOf } from '../../ec2/region.ts';
import { addSecurityRule, type Direction, removeSecurityRule } from '../../ec2/resources/security-groups.ts';
import { own } from '../../state/lookup.ts';
import { permitted } from './permitted.ts';
import { text } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';
import { RULE_PROPERTIES, ruleOf } from './security-group-rule.ts';

export const ec2SecurityGroupIngress = ruleType('ingress');
export const ec2SecurityGroupEgress = ruleType('egress');

/** One rule of a group, as a resource of its own: every change of it is a replacement. */
function ruleType(direction: Direction): ResourceType {
  const way = direction === 'ingress' ? 'Ingress' : 'Egress';
  return {
    required: ['GroupId', 'IpProtocol'],
    optional: RULE_PROPERTIES[direction],
    attributes: ['Id'],
    replacing: [],
    create(request) {
      const { properties } = request;
      const call = permitted(request, `AuthorizeSecurityGroup${way}`);
      addSecurityRule(call, text(properties, 'GroupId'), direction, ruleOf(properties, direction));
      const id = `sgr-0${call.world.id(16, '0123456789abcdef')}`;
      return { physicalId: id, attributes: { Id: id } };
    },
    remove(request, { properties }) {
      const call = permitted(request, `RevokeSecurityGroup${way}`);
      const groupId = text(properties, 'GroupId');
      if (own(ownNetworksOf(call).securityGroups, groupId) === undefined) return;
      removeSecurityRule(call, groupId, direction, ruleOf(properties, direction));
    },
  };
}
