import { booleanAt, type ConfigMap, itemsAt, mapAt, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { closestName } from '../structure/closest-name.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** No VPC has more subnets by default; comparing names with more of them would only serve hostile texts. */
const MOST_COMPARED = 200;

/** Subnets that nodes name are ids, or keys under vpc.subnets; with EFA there is one zone only (reference §1.1). */
export function nodeGroupSubnets(input: RuleInput): Finding[] {
  const known = new Set(
    ['private', 'public'].flatMap((kind) => [...(mapAt(input.config, 'vpc', 'subnets', kind)?.entries.keys() ?? [])]),
  );
  return allNodeGroups(input.config).flatMap(({ group, path }) => [
    ...efa(group),
    ...itemsAt(group, 'subnets').flatMap((item, index) => {
      const name = textAt(item);
      if (name === undefined || name === '' || name.startsWith('subnet-') || known.has(name)) return [];
      const message = `${JSON.stringify(name.slice(0, 80))} is neither the id of a subnet nor a key under vpc.subnets`;
      const found = finding('node-group-subnet-unknown', 'error', message, item.span);
      const meant = known.size > MOST_COMPARED ? undefined : closestName(name, [...known]);
      if (meant === undefined) return [found];
      const edit = { kind: 'set', target: 'config', path: [...path, 'subnets', index], value: meant } as const;
      return [withFix(input, found, `Change to ${meant}`, edit)];
    }),
  ]);
}

function efa(group: ConfigMap): Finding[] {
  if (booleanAt(group, 'efaEnabled') !== true) return [];
  return ['availabilityZones', 'subnets']
    .filter((field) => itemsAt(group, field).length > 1)
    .map((field) =>
      finding('node-group-efa', 'error', 'Nodes with EFA stand in one subnet of one zone', keySpan(group, field)),
    );
}
