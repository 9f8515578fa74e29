import { booleanAt, type ConfigMap, hasContent, itemsAt, mapAt, numberAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

const MOST_TYPES = 20;

/** Where the instances come from: spot, a mix, a reservation, a capacity block (reference §1.1). */
export function nodeGroupCapacity({ config }: RuleInput): Finding[] {
  return allNodeGroups(config).flatMap(({ group }) => [
    ...spot(group),
    ...distribution(group),
    ...reservation(group),
    ...types(group),
    ...credits(group),
  ]);
}

function wrong(map: ConfigMap, message: string, field: string): Finding {
  return finding('node-group-capacity', 'error', message, keySpan(map, field));
}

function spot(group: ConfigMap): Finding[] {
  if (booleanAt(group, 'spot') !== true) return [];
  return ['capacityReservation', 'instanceMarketOptions']
    .filter((field) => hasContent(valueAt(group, field)))
    .map((field) => wrong(group, `Spot instances exclude ${field}`, field));
}

function distribution(group: ConfigMap): Finding[] {
  const mix = mapAt(group, 'instancesDistribution');
  if (mix === undefined) return [];
  const findings: Finding[] = [];
  const type = textAt(group, 'instanceType');
  if (type !== undefined && type !== '' && type !== 'mixed') {
    findings.push(
      wrong(group, 'instancesDistribution names the types: leave instanceType out, or write mixed', 'instanceType'),
    );
  }
  const strategy = textAt(mix, 'spotAllocationStrategy') ?? '';
  if (numberAt(mix, 'spotInstancePools') !== undefined && strategy !== '' && strategy !== 'lowest-price') {
    findings.push(wrong(mix, `The strategy ${strategy} chooses the pools itself`, 'spotInstancePools'));
  }
  return findings;
}

function reservation(group: ConfigMap): Finding[] {
  const findings: Finding[] = [];
  const reserved = mapAt(group, 'capacityReservation');
  const target = mapAt(reserved, 'capacityReservationTarget');
  if (
    reserved !== undefined &&
    target !== undefined &&
    hasContent(valueAt(reserved, 'capacityReservationPreference'))
  ) {
    const message = 'A preference and a target exclude each other';
    findings.push(wrong(reserved, message, 'capacityReservationPreference'));
  }
  if (reserved !== undefined && target !== undefined) {
    const names = ['capacityReservationID', 'capacityReservationResourceGroupARN'];
    if (names.filter((field) => hasContent(valueAt(target, field))).length !== 1) {
      findings.push(wrong(reserved, `A target is exactly one of ${names.join(' and ')}`, 'capacityReservationTarget'));
    }
  }
  if (textAt(group, 'instanceMarketOptions', 'marketType') === 'capacity-block' && target === undefined) {
    const message = 'A capacity block is bought beforehand: name it in capacityReservation.capacityReservationTarget';
    findings.push(wrong(group, message, 'instanceMarketOptions'));
  }
  return findings;
}

function types(group: ConfigMap): Finding[] {
  const places: readonly (readonly [ConfigMap | undefined, string])[] = [
    [group, 'instanceTypes'],
    [mapAt(group, 'instancesDistribution'), 'instanceTypes'],
  ];
  return places.flatMap(([map, field]) =>
    map !== undefined && itemsAt(map, field).length > MOST_TYPES
      ? [wrong(map, `At most ${MOST_TYPES} instance types are possible`, field)]
      : [],
  );
}

function credits(group: ConfigMap): Finding[] {
  if (!hasContent(valueAt(group, 'cpuCredits'))) return [];
  const mixed = itemsAt(group, 'instancesDistribution', 'instanceTypes').map((item) => textAt(item) ?? '');
  const all = [textAt(group, 'instanceType') ?? '', ...mixed];
  if (all.some((type) => /^t\d/.test(type))) return [];
  return [wrong(group, 'Only burstable instances (t2, t3, t4g) have CPU credits', 'cpuCredits')];
}
