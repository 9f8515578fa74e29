import type { monaco } from '../monaco.ts';

/**
 * How both the editor and the comparison look and behave. Everything that would read the whole text again after every
 * key, or colour it bracket by bracket, is off: a configuration is read by people, and a hostile one must not freeze them.
 */
export const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  fontSize: 13,
  formatOnType: false,
  formatOnPaste: false,
  trimAutoWhitespace: false,
  // A search in the page's own address bar stays what it is; Ctrl+F opens Monaco's.
  find: { addExtraSpaceOnTop: false },
  foldingStrategy: 'indentation',
  stickyScroll: { enabled: true, defaultModel: 'indentationModel' },
  bracketPairColorization: { enabled: false },
  guides: { indentation: true, bracketPairs: false },
  matchBrackets: 'near',
  occurrencesHighlight: 'off',
  wordBasedSuggestions: 'off',
  codeLens: false,
  colorDecorators: false,
  links: false,
  unusualLineTerminators: 'off',
  // Dimmed, the number of an empty last line is too pale to read.
  renderFinalNewline: 'on',
  suggest: { showWords: false, showSnippets: false },
  quickSuggestions: { other: true, comments: false, strings: true },
  accessibilitySupport: 'auto',
};
