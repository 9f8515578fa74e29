import type { Diagnostic, Position, Severity } from '@podpass/cluster-config';
import { monaco } from '../monaco.ts';

/** As many as anybody reads; a hostile text has one for each of its characters. */
const MOST_MARKERS = 1_000;

const severities: Record<Severity, monaco.MarkerSeverity> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** `mark` is the length of the byte order mark, which counts in the text and not in the editor. */
export function markersOf(diagnostics: readonly Diagnostic[], mark: number): monaco.editor.IMarkerData[] {
  return diagnostics.slice(0, MOST_MARKERS).map((diagnostic) => {
    const start = editorPosition(diagnostic.range.start, mark);
    const end = editorPosition(diagnostic.range.end, mark);
    return {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
      severity: severities[diagnostic.severity],
      message: diagnostic.message,
      code: diagnostic.code,
      source: 'podpass',
    };
  });
}

export function editorPosition({ line, column }: Position, mark: number): monaco.IPosition {
  return { lineNumber: line, column: line === 1 ? Math.max(1, column - mark) : column };
}
