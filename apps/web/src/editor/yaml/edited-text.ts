import { monaco } from '../monaco.ts';
import { minimalEdits } from './minimal-edits.ts';
import { changedText, hasOneLineEnding, markOf, withLineFeeds } from './raw-text.ts';
import { languageOf } from './yaml-language.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

/** The text of an editor as it will be stored: with its byte order mark and each line ending as it was. */
export interface EditedText {
  readonly model: monaco.editor.ITextModel;
  get(): string;
  /** Makes another text of it with the least edits, as one step that can be undone. Does not call `onTyped`. */
  replace(text: string, editor: Editor): void;
  dispose(): void;
}

let opened = 0;

/** Opens a text for editing. `onTyped` hears every change that did not come through `replace`. */
export function openText(text: string, onTyped: (text: string) => void): EditedText {
  const uri = monaco.Uri.parse(`inmemory://podpass/${++opened}.cluster.yaml`);
  const model = monaco.editor.createModel(text.slice(markOf(text).length), languageOf(text), uri);
  if (!text.includes('\r')) model.setEOL(monaco.editor.EndOfLineSequence.LF);
  let raw = text;
  let exact = hasOneLineEnding(text);
  let replacing = false;

  const chooseLanguage = () => {
    const language = languageOf(raw);
    if (model.getLanguageId() !== language) monaco.editor.setModelLanguage(model, language);
  };
  const listener = model.onDidChangeContent(({ changes }) => {
    if (replacing) return;
    raw = exact ? markOf(raw) + model.getValue() : changedText(raw, changes);
    chooseLanguage();
    onTyped(raw);
  });

  return {
    model,
    get: () => raw,
    replace(next, editor) {
      if (next === raw) return;
      replacing = true;
      try {
        keepingScroll(editor, () => edit(model, next));
      } finally {
        replacing = false;
      }
      raw = next;
      exact = hasOneLineEnding(next);
      chooseLanguage();
    },
    dispose() {
      listener.dispose();
      model.dispose();
    },
  };
}

function edit(model: monaco.editor.ITextModel, next: string): void {
  const before = model.getValue(monaco.editor.EndOfLinePreference.LF);
  const after = withLineFeeds(next.slice(markOf(next).length));
  const starts = [0];
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  // Edits come in the order of the text, so one walk over the lines serves them all.
  const positionAt = (offset: number) => {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line += 1;
    return { lineNumber: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  const edits = minimalEdits(before, after).map(({ start, end, text }) => ({
    range: monaco.Range.fromPositions(positionAt(start), positionAt(end)),
    text,
  }));
  model.pushStackElement();
  if (edits.length > 0) model.pushEditOperations(null, edits, () => null);
  const ending = next.includes('\r\n') ? '\r\n' : '\n';
  if (after.includes('\n') && model.getEOL() !== ending) {
    const { CRLF, LF } = monaco.editor.EndOfLineSequence;
    model.pushEOL(ending === '\r\n' ? CRLF : LF);
  }
  model.pushStackElement();
}

/** What is on the screen stays there when lines above it come or go. */
function keepingScroll(editor: Editor, change: () => void): void {
  const model = editor.getModel();
  const top = editor.getVisibleRanges()[0]?.startLineNumber;
  if (model === null || top === undefined) {
    change();
    return;
  }
  const offset = editor.getTopForLineNumber(top) - editor.getScrollTop();
  const [mark = ''] = model.deltaDecorations([], [{ range: new monaco.Range(top, 1, top, 1), options: {} }]);
  change();
  const line = model.getDecorationRange(mark)?.startLineNumber ?? top;
  model.deltaDecorations([mark], []);
  editor.setScrollTop(editor.getTopForLineNumber(line) - offset);
}
