import { ownNetworksOf } from '../../ec2/region.ts';
import {
  addSecurityRule,
  createSecurityGroup,
  deleteSecurityGroup,
  type Direction,
  EVERYTHING,
  findSecurityGroup,
  removeSecurityRule,
} from '../../ec2/resources/security-groups.ts';
import type { SecurityRuleState } from '../../state/ec2-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import type { JsonObject } from '../template/template.ts';
import { permitted } from './permitted.ts';
import { generatedName, objects, optionalText, stackMarks, tagsOf, text } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';
import { ruleOf } from './security-group-rule.ts';

/** A group with the rules of its own; rules that are resources are added to these. */
export const ec2SecurityGroup: ResourceType = {
  required: ['GroupDescription', 'VpcId'],
  optional: ['GroupName', 'SecurityGroupEgress', 'SecurityGroupIngress', 'Tags'],
  attributes: ['GroupId', 'Id', 'VpcId'],
  replacing: ['GroupDescription', 'GroupName', 'VpcId'],
  create(request) {
    const { properties } = request;
    const call = permitted(request, 'CreateSecurityGroup');
    const { id, vpcId } = createSecurityGroup(call, {
      vpcId: text(properties, 'VpcId'),
      name: optionalText(properties, 'GroupName') ?? generatedName(request, 255),
      description: text(properties, 'GroupDescription'),
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    try {
      setRules(request, call, id, {});
    } catch (error) {
      // A group that was refused a rule has not been made.
      deleteSecurityGroup(call, id);
      throw error;
    }
    return { physicalId: id, attributes: { GroupId: id, Id: id, VpcId: vpcId } };
  },
  update(request, { physicalId, properties: before }) {
    const call = permitted(request, 'AuthorizeSecurityGroupIngress');
    findSecurityGroup(call, physicalId).tags = { ...tagsOf(request), ...stackMarks(request) };
    setRules(request, call, physicalId, before);
    return { physicalId };
  },
  remove(request, { physicalId }) {
    const call = permitted(request, 'DeleteSecurityGroup');
    if (own(ownNetworksOf(call).securityGroups, physicalId) !== undefined) deleteSecurityGroup(call, physicalId);
  },
};

/** Own rules in the place of those before. The first rule for going out replaces the one that lets everything out. */
function setRules({ properties }: ResourceRequest, call: CallContext, id: string, before: JsonObject): void {
  for (const direction of ['ingress', 'egress'] as const) {
    const old = rulesOf(before, direction);
    const wanted = rulesOf(properties, direction);
    if (JSON.stringify(old) === JSON.stringify(wanted)) continue;
    for (const rule of old) removeSecurityRule(call, id, direction, rule);
    const group = findSecurityGroup(call, id);
    if (direction === 'egress' && old.length === 0) {
      group.egress = (group.egress ?? []).filter((rule) => JSON.stringify(rule) !== JSON.stringify(EVERYTHING));
    }
    for (const rule of wanted) addSecurityRule(call, id, direction, rule);
    if (direction === 'egress' && wanted.length === 0) delete group.egress;
  }
}

function rulesOf(properties: JsonObject, direction: Direction): SecurityRuleState[] {
  const name = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
  return objects(properties, name).map((rule) => ruleOf(rule, direction));
}
