import type { ConfigMap, ConfigValue } from '../config-value.ts';
import type { Finding, Severity } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnostic-code.ts';
import type { ConfigFacts, ConfigParts } from '../config-parts.ts';
import type { ConfigEdit } from '../edit/config-edit.ts';
import type { Splice } from '../text/splice.ts';
import type { Dialect } from '../schema/field.ts';
import type { Span } from '../text/line-index.ts';

/** All that a rule may look at: values with places, and facts from outside. */
export interface RuleInput extends ConfigParts {
  readonly config: ConfigMap;
  readonly dialect: Dialect;
  readonly facts: ConfigFacts;
  /** The splices of an edit, for fixes; undefined where the layout does not allow it. */
  readonly plan: (edit: ConfigEdit) => Splice[] | undefined;
}

/** A relation between fields that a schema cannot express. */
export type Rule = (input: RuleInput) => Finding[];

export function finding(code: DiagnosticCode, severity: Severity, message: string, at: Span): Finding {
  return { code, severity, message, at };
}

/** The place of a key in a map, for "this field is the one too many"; the map's first key when it is absent. */
export function keySpan(map: ConfigMap, ...keys: readonly string[]): Span {
  for (const key of keys) {
    const entry = map.entries.get(key);
    if (entry !== undefined) return entry.keySpan;
  }
  return firstKey(map);
}

/** Where a whole entry is marked: its first key. A long underlined block would hide other markers. */
export function firstKey(value: ConfigValue): Span {
  if (value.kind !== 'map') return value.span;
  const first = value.entries.values().next().value;
  return first?.keySpan ?? value.span;
}

/** The maps among list items; what is no map is reported by the structure checks. */
export function maps(items: readonly ConfigValue[]): ConfigMap[] {
  return items.filter((item): item is ConfigMap => item.kind === 'map');
}

/** The finding with a fix, where the edit can be planned. */
export function withFix(input: RuleInput, found: Finding, title: string, edit: ConfigEdit): Finding {
  return withFixes(input, found, title, [edit]);
}

/** The finding with a fix of several edits to different places; all of them, or no fix. */
export function withFixes(input: RuleInput, found: Finding, title: string, edits: readonly ConfigEdit[]): Finding {
  const splices: Splice[] = [];
  for (const edit of edits) {
    const planned = input.plan(edit);
    if (planned === undefined) return found;
    splices.push(...planned);
  }
  return { ...found, fix: { title, splices } };
}
