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
}

export interface EntryCheck {
  entry: Path;
  fields: readonly FieldPlace[];
  /** The field of problems that are reported at the entry's beginning, such as that something is missing. */
  fieldOfCode?: Partial<Record<DiagnosticCode, string>>;
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
  const ranges = check.fields.flatMap(({ field, path }) => {
    const place = places.placeOf('config', [...check.entry, ...path]);
    return place === undefined ? [] : [{ field, range: place.range }];
  });
  const problems: Record<string, string> = {};
  for (const diagnostic of openClusterConfig(edited.text).diagnostics) {
    if (diagnostic.severity !== 'error' || !isInside(diagnostic.range, entry.range)) continue;
    const field = fieldOf(diagnostic, ranges, check.fieldOfCode ?? {});
    if (field !== undefined) problems[field] ??= diagnostic.message;
  }
  return { ok: true, problems };
}

/** Problems of the whole configuration that happen to be reported at an entry: they are told elsewhere. */
const ofTheWhole: ReadonlySet<DiagnosticCode> = new Set(['association-agent-missing', 'association-vpc-cni-missing']);

function fieldOf(
  { code, range }: Diagnostic,
  ranges: readonly { field: string; range: Range }[],
  fieldOfCode: Partial<Record<DiagnosticCode, string>>,
): string | undefined {
  if (ofTheWhole.has(code)) return undefined;
  return fieldOfCode[code] ?? ranges.find((one) => isInside(range, one.range))?.field;
}

function isInside(inner: Range, outer: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
