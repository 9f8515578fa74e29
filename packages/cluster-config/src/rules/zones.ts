import { booleanAt, type ConfigMap, type ConfigValue, hasContent, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** A zone of a region, like us-west-2a; a local zone has a place in between, like us-west-2-lax-1a. */
export const ZONE = /^([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})(?:-[a-z]{3}-\d)?[a-z]$/;

/** Zones are at least two, of the region of the cluster, and local ones only where they can be (reference §1.1). */
export function zones({ config }: RuleInput): Finding[] {
  const findings = [...tooFew(config), ...local(config)];
  const region = textAt(config, 'metadata', 'region');
  if (region === undefined) return findings;
  const lists = [
    ...['availabilityZones', 'localZones'].map((field) => itemsAt(config, field)),
    ...allNodeGroups(config).map(({ group }) => [
      ...itemsAt(group, 'availabilityZones'),
      ...itemsAt(group, 'localZones'),
    ]),
  ];
  return [...findings, ...lists.flatMap((list) => list.flatMap((item) => ofRegion(item, region)))];
}

function tooFew(config: ConfigMap): Finding[] {
  const list = itemsAt(config, 'availabilityZones');
  const different = new Set(list.map((item) => textAt(item)));
  if (list.length === 0 || different.size > 1) return [];
  return [finding('zones-too-few', 'error', 'EKS needs at least two zones', keySpan(config, 'availabilityZones'))];
}

function ofRegion(item: ConfigValue, region: string): Finding[] {
  const zone = textAt(item) ?? '';
  const found = ZONE.exec(zone)?.[1];
  if (found === undefined || found === region) return [];
  return [finding('zone-region', 'error', `${zone} is not a zone of ${region}, the region of the cluster`, item.span)];
}

function local(config: ConfigMap): Finding[] {
  if (!hasContent(valueAt(config, 'localZones'))) return [];
  const excluded: readonly (readonly [boolean, string])[] = [
    [hasContent(valueAt(config, 'vpc', 'id')), 'Local zones are not possible in an existing VPC'],
    [
      textAt(config, 'vpc', 'nat', 'gateway') === 'HighlyAvailable',
      'Local zones exclude a highly available NAT gateway',
    ],
    [booleanAt(config, 'privateCluster', 'enabled') === true, 'Local zones exclude a fully private cluster'],
  ];
  return excluded
    .filter(([is]) => is)
    .map(([, message]) => finding('local-zones', 'error', message, keySpan(config, 'localZones')));
}
