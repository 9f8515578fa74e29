import { type ConfigMap, type ConfigValue, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { TAINT_EFFECTS } from '../schema/node-group-fields.ts';
import type { Span } from '../text/line-index.ts';
import { isLabelValue, isQualifiedName } from './node-group-labels.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, firstKey, keySpan, maps, type RuleInput } from './rule.ts';

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
  readonly at: Span;
  readonly valueAt: Span;
}

/** Taints in either form: the list, and the older map of `key: "value:Effect"` (reference §1.1). */
export function nodeGroupTaints({ config }: RuleInput): Finding[] {
  return allNodeGroups(config).flatMap(({ group }) => {
    const found: Finding[] = [];
    const taints = [...listed(group, found), ...mapped(group, found)];
    return [...found, ...taints.flatMap(form), ...duplicates(taints)];
  });
}

function wrong(message: string, at: Span): Finding {
  return finding('node-group-taints', 'error', message, at);
}

function listed(group: ConfigMap, found: Finding[]): Taint[] {
  return maps(itemsAt(group, 'taints')).flatMap((one) => {
    const key = textAt(one, 'key');
    const effect = textAt(one, 'effect');
    if (effect === undefined) found.push(wrong(`A taint needs an effect: ${TAINT_EFFECTS.join(', ')}`, firstKey(one)));
    if (key === undefined || effect === undefined) return [];
    const value = valueAt(one, 'value');
    return [{ key, value: textAt(value) ?? '', effect, at: spanOf(one, 'key'), valueAt: value?.span ?? firstKey(one) }];
  });
}

function spanOf(map: ConfigMap, field: string): Span {
  return valueAt(map, field)?.span ?? keySpan(map, field);
}

function mapped(group: ConfigMap, found: Finding[]): Taint[] {
  return [...(mapAt(group, 'taints')?.entries.values() ?? [])].flatMap(({ key, keySpan: at, value }) => {
    const taint = parsed(value);
    if (taint !== undefined) return [{ key, ...taint, at, valueAt: value.span }];
    const message = `Must be "value:Effect" with one of ${TAINT_EFFECTS.join(', ')}, like "batch:NoSchedule"`;
    if (value.kind === 'scalar' && typeof value.value === 'string') found.push(wrong(message, value.span));
    return [];
  });
}

function parsed(value: ConfigValue): { value: string; effect: string } | undefined {
  const [given, effect, ...more] = (textAt(value) ?? '').split(':');
  if (given === undefined || effect === undefined || more.length > 0 || !TAINT_EFFECTS.includes(effect))
    return undefined;
  return { value: given, effect };
}

function form({ key, value, at, valueAt: where }: Taint): Finding[] {
  if (key === '') return [];
  if (!isQualifiedName(key))
    return [wrong('The key of a taint has the form of a label: a name, after a DNS prefix with / or without', at)];
  return isLabelValue(value) ? [] : [wrong('The value of a taint has up to 63 letters, digits and -_.', where)];
}

function duplicates(taints: readonly Taint[]): Finding[] {
  const seen = new Set<string>();
  return taints.flatMap(({ key, effect, at }) => {
    const identity = `${key}:${effect}`;
    if (seen.has(identity)) return [wrong(`The taint ${identity} stands twice here`, at)];
    seen.add(identity);
    return [];
  });
}
