import type { DiagnosticCode } from './diagnostic-code.ts';
import type { LineIndex, Range, Span } from './text/line-index.ts';
import { applySplices, type Splice } from './text/splice.ts';

export type Severity = 'error' | 'warning' | 'info';

/** One replacement in the text: by position for editors, by offset for programs. */
export interface TextEdit {
  readonly range: Range;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What `rctl validate -o json` prints and the editor marks (DESIGN §7). */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly fix?: Fix;
}

/** A diagnostic before its offsets are turned into lines and columns. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Span;
  readonly fix?: { readonly title: string; readonly splices: readonly Splice[] };
}

/** More than anybody reads; an editor with tens of thousands of markers stands still. */
const MAX_DIAGNOSTICS = 1_000;

/** Turns findings into diagnostics in the order of the text, each once (an alias shows its anchor's findings again). */
export function toDiagnostics(findings: readonly Finding[], lines: LineIndex): Diagnostic[] {
  const seen = new Set<string>();
  const unique: Finding[] = [];
  for (const finding of findings.toSorted(byPlace)) {
    const identity = `${finding.code} ${finding.at.start} ${finding.at.end} ${finding.message}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    unique.push(finding);
  }
  return atMost(unique).map((finding) => toDiagnostic(finding, lines));
}

function byPlace(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end;
}

/** Errors before the rest, so that nothing counts as valid because its errors were left out. */
function atMost(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_DIAGNOSTICS) return findings;
  const errors = findings.filter((finding) => finding.severity === 'error');
  const rest = findings.filter((finding) => finding.severity !== 'error');
  const shown = [...errors, ...rest].slice(0, MAX_DIAGNOSTICS).toSorted(byPlace);
  const { at } = shown.at(-1) ?? { at: { start: 0, end: 0 } };
  const message = `${findings.length - MAX_DIAGNOSTICS} more problems are not shown: correct these first`;
  return [...shown, { code: 'too-many-problems', severity: 'info', message, at }];
}

/** The text after a fix. Apply one fix at a time: its offsets speak of the text that was checked. */
export function applyFix(text: string, fix: Fix): string {
  return applySplices(
    text,
    fix.edits.map((edit) => ({ start: edit.start, end: edit.end, insert: edit.newText })),
  );
}

export function toTextEdit(splice: Splice, lines: LineIndex): TextEdit {
  return { range: lines.rangeOf(splice), start: splice.start, end: splice.end, newText: splice.insert };
}

function toDiagnostic(finding: Finding, lines: LineIndex): Diagnostic {
  const { code, severity, message, at, fix } = finding;
  const diagnostic = { code, severity, message, range: lines.rangeOf(at) };
  if (fix === undefined) return diagnostic;
  return {
    ...diagnostic,
    fix: { title: fix.title, edits: fix.splices.map((splice) => toTextEdit(splice, lines)) },
  };
}
