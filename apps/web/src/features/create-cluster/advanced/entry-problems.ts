import {
  type ConfigEdit,
  configPlaces,
  type Diagnostic,
  type DiagnosticCode,
  editConfigInOrder,
  openClusterConfig,
  type Path,
  type Range,
} from '@podpass/cluster-config';

/** A field of a form and where its value stands, below the entry. */
export interface FieldPlace {
  field: string;
  path: Path;
  /** For these problems alone, wherever below the path they are reported, and before any other place is asked. */
  codes?: readonly DiagnosticCode[];
}

export interface EntryCheck {
  entry: Path;
  fields: readonly FieldPlace[];
}

export type CheckedEdit =
  | { ok: true; problems: Readonly<Record<string, string>> }
  /** The text does not allow the edit, for instance because the entry is shared by an alias. */
  | { ok: false; message: string };

/** What the rules would say of an entry after some edits, sorted by the fields of its form. Only errors count here. */
export function checkEdit(text: string, edits: readonly ConfigEdit[], check: EntryCheck): CheckedEdit {
  const edited = editConfigInOrder(text, edits);
  if (!edited.ok) return { ok: false, message: edited.problem.message };
  const places = configPlaces(edited.text);
  const entry = places.placeOf('config', check.entry);
  if (entry === undefined) return { ok: true, problems: {} };
  const ranges = check.fields
    .toSorted((a, b) => Number(b.codes !== undefined) - Number(a.codes !== undefined))
    .flatMap(({ path, ...one }) => {
      const place = places.placeOf('config', [...check.entry, ...path]);
      return place === undefined ? [] : [{ ...one, range: place.range }];
    });
  const problems: Record<string, string> = {};
  for (const diagnostic of openClusterConfig(edited.text).diagnostics) {
    if (diagnostic.severity !== 'error' || !isInside(diagnostic.range, entry.range)) continue;
    const field = fieldOf(diagnostic, ranges);
    if (field !== undefined) problems[field] ??= diagnostic.message;
  }
  return { ok: true, problems };
}

/** Problems of the whole configuration that happen to be reported at an entry: they are told elsewhere. */
const ofTheWhole: ReadonlySet<DiagnosticCode> = new Set(['association-agent-missing', 'association-vpc-cni-missing']);

function fieldOf(
  { code, range }: Diagnostic,
  ranges: readonly { field: string; range: Range; codes?: readonly DiagnosticCode[] }[],
): string | undefined {
  if (ofTheWhole.has(code)) return undefined;
  return ranges.find((one) => (one.codes?.includes(code) ?? true) && isInside(range, one.range))?.field;
}

function isInside(inner: Range, outer: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
