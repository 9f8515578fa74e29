import { booleanAt, type ConfigEntry, type ConfigMap, hasContent, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { ZONE } from './zones.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** Subnets that can be found, in at least two zones, and enough of them for the control plane (reference §1.1; EKS). */
export function vpcSubnets({ config }: RuleInput): Finding[] {
  const vpc = mapAt(config, 'vpc');
  if (vpc === undefined) return [];
  const kept = entries(vpc, 'private');
  const all = [...kept, ...entries(vpc, 'public')];
  return [...all.flatMap(unnamed), ...twice(all), ...zonesOf(vpc, all), ...controlPlane(vpc, kept)];
}

function entries(vpc: ConfigMap, kind: string): ConfigEntry[] {
  return [...(mapAt(vpc, 'subnets', kind)?.entries.values() ?? [])];
}

function unnamed({ keySpan: at, value }: ConfigEntry): Finding[] {
  if (value.kind !== 'map' || ['id', 'cidr', 'az'].some((field) => hasContent(valueAt(value, field)))) return [];
  return [finding('vpc-subnets', 'error', 'Nothing says which subnet this is: give it an id', at)];
}

function twice(all: readonly ConfigEntry[]): Finding[] {
  const seen = new Set<string>();
  return all.flatMap(({ value }) => {
    const id = textAt(value, 'id');
    const at = valueAt(value, 'id')?.span;
    if (id === undefined || id === '' || at === undefined) return [];
    if (seen.has(id)) return [finding('vpc-subnets', 'error', `The subnet ${id} is listed twice`, at)];
    seen.add(id);
    return [];
  });
}

/** The zone of an entry: said, or the key itself. An alias without `az` could be anywhere. */
function zoneOf({ key, value }: ConfigEntry): string | undefined {
  return textAt(value, 'az') ?? (ZONE.test(key) ? key : undefined);
}

function inOneZone(all: readonly ConfigEntry[]): boolean {
  const zones = all.map(zoneOf);
  return all.length > 0 && zones.every((zone) => zone !== undefined && zone === zones[0]);
}

function zonesOf(vpc: ConfigMap, all: readonly ConfigEntry[]): Finding[] {
  if (!inOneZone(all)) return [];
  return [finding('vpc-subnets', 'error', 'EKS needs subnets in at least two zones', keySpan(vpc, 'subnets'))];
}

function controlPlane(vpc: ConfigMap, kept: readonly ConfigEntry[]): Finding[] {
  if (booleanAt(vpc, 'controlPlaneOnPrivateSubnets') !== true || !hasContent(valueAt(vpc, 'subnets'))) return [];
  if (kept.length >= 2 && !inOneZone(kept)) return [];
  const message = 'The control plane needs at least two private subnets in two zones';
  return [finding('vpc-subnets', 'error', message, keySpan(vpc, 'controlPlaneOnPrivateSubnets'))];
}
