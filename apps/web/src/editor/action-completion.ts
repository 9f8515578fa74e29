import { client } from '../api/client.ts';
import { monaco } from './monaco.ts';

/** Offers IAM actions inside strings of one model: `s3:Get` gives all actions of S3 that begin so. */
export function offerActions(model: monaco.editor.ITextModel): monaco.IDisposable {
  return monaco.languages.registerCompletionItemProvider('json', {
    triggerCharacters: [':', '"'],
    async provideCompletionItems(asked, position, _context, token) {
      const before = asked.getLineContent(position.lineNumber).slice(0, position.column - 1);
      const prefix = /"([A-Za-z0-9-]*:?[A-Za-z0-9]*)$/.exec(before)?.[1];
      if (asked !== model || prefix === undefined) return { suggestions: [] };
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const actions = await client.iam.actions({ prefix }, { signal: abort.signal }).catch(() => ({ items: [] }));
      const range = new monaco.Range(
        position.lineNumber,
        position.column - prefix.length,
        position.lineNumber,
        position.column,
      );
      return {
        incomplete: true,
        suggestions: actions.items.map(({ name, description }) => ({
          label: name,
          detail: description,
          insertText: name,
          filterText: name,
          kind: monaco.languages.CompletionItemKind.Value,
          range,
        })),
      };
    },
  });
}
