import { type ConfigMap, itemsAt, mapAt, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allAssociations } from './association-place.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** AWS's limits of tags: 50, keys of 1 to 128 characters without aws:, values of up to 256 (eks-and-iam §1.1). */
export function tags({ config }: RuleInput): Finding[] {
  return owners(config).flatMap((owner) => {
    const map = mapAt(owner, 'tags');
    if (map === undefined) return [];
    const findings = [...map.entries.values()].flatMap(({ key, keySpan: at, value }) => {
      const problem = keyProblem(key);
      if (problem !== undefined) return [finding('tag-limits', 'error', problem, at)];
      if ((textAt(value) ?? '').length <= LONGEST_VALUE) return [];
      return [finding('tag-limits', 'error', `The value of a tag has at most ${LONGEST_VALUE} characters`, value.span)];
    });
    if (map.entries.size <= MOST_TAGS) return findings;
    const message = `${map.entries.size} tags are too many: AWS takes ${MOST_TAGS}`;
    return [finding('tag-limits', 'error', message, keySpan(owner, 'tags')), ...findings];
  });
}

function owners(config: ConfigMap): ConfigMap[] {
  const lists = [
    ...[['addons'], ['fargateProfiles'], ['capabilities'], ['identityProviders'], ['iam', 'serviceAccounts']],
    ...[['accessConfig', 'accessEntries']],
  ];
  return [
    ...maps([mapAt(config, 'metadata')].filter((one) => one !== undefined)),
    ...lists.flatMap((path) => maps(itemsAt(config, ...path))),
    ...allAssociations(config).map(({ entry }) => entry),
    ...allNodeGroups(config).map(({ group }) => group),
  ];
}

function keyProblem(key: string): string | undefined {
  if (key === '' || key.length > LONGEST_KEY) return `The key of a tag has 1 to ${LONGEST_KEY} characters`;
  return /^aws:/i.test(key) ? 'AWS keeps keys with aws: for itself' : undefined;
}
