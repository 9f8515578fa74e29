import { type ConfigMap, numberAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** The smallest, the wanted and the greatest number of nodes fit together (reference §1.1; EKS asks for a maximum of 1 or more). */
export function nodeGroupSizes({ config }: RuleInput): Finding[] {
  return allNodeGroups(config).flatMap(({ group, managed }) => sizes(group, managed));
}

function sizes(group: ConfigMap, managed: boolean): Finding[] {
  const [least, wanted, most] = ['minSize', 'desiredCapacity', 'maxSize'].map((field) => numberAt(group, field));
  const wrong = (message: string, field: string): Finding[] => [
    finding('node-group-sizes', 'error', message, keySpan(group, field)),
  ];
  if (managed && most === 0) return wrong('A managed node group has a maxSize of at least 1', 'maxSize');
  if (least !== undefined && most !== undefined && least > most)
    return wrong(`minSize ${least} is above maxSize ${most}`, 'minSize');
  if (least !== undefined && wanted !== undefined && wanted < least)
    return wrong(`Below minSize ${least}`, 'desiredCapacity');
  if (most !== undefined && wanted !== undefined && wanted > most)
    return wrong(`Above maxSize ${most}`, 'desiredCapacity');
  return [];
}
