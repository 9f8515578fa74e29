import { useEffect, useRef } from 'react';
import { monaco } from '../monaco.ts';
import { useEditorTheme } from '../use-editor-theme.ts';
import { editorOptions } from './editor-options.ts';
import { languageOf } from './yaml-language.ts';
import type { YamlDiffProps } from './yaml-props.ts';
import './yaml-editor.css';

/** Two texts side by side, read-only; one below the other where the page is narrow. */
export function YamlDiff({ before, after, beforeLabel, afterLabel, label, height = '32rem' }: YamlDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneDiffEditor>(undefined);
  useEditorTheme();

  useEffect(() => {
    if (!host.current) return undefined;
    const original = monaco.editor.createModel('', 'yaml');
    const modified = monaco.editor.createModel('', 'yaml');
    const created = monaco.editor.createDiffEditor(host.current, {
      ...editorOptions,
      readOnly: true,
      originalEditable: false,
      renderMarginRevertIcon: false,
      // Holds nothing where nothing can be reverted, but outlives the editor: closed just after a change of layout, it asks
      // what is gone.
      renderGutterMenu: false,
      hideUnchangedRegions: { enabled: true },
    });
    // Made here, for the editor does not let go of one that it makes itself: a comparison under way must be called off
    // before its texts go, or it ends in an error that nobody catches.
    const compared = created.createViewModel({ original, modified });
    created.setModel(compared);
    editor.current = created;
    return () => {
      created.dispose();
      compared.dispose();
      original.dispose();
      modified.dispose();
    };
  }, []);

  // The models stay while their texts change: one that goes while it is compared is an error to Monaco.
  useEffect(() => {
    show(editor.current?.getModel()?.original, before);
    show(editor.current?.getModel()?.modified, after);
  }, [before, after]);

  useEffect(() => {
    const named = [
      keepLabel(editor.current?.getOriginalEditor(), `${label}: ${beforeLabel}`),
      keepLabel(editor.current?.getModifiedEditor(), `${label}: ${afterLabel}`),
    ];
    return () => {
      for (const each of named) each?.dispose();
    };
  }, [label, beforeLabel, afterLabel]);

  return (
    <figure className="podpass-yaml-diff">
      <figcaption>
        {beforeLabel} (−) compared with {afterLabel} (+)
      </figcaption>
      <div ref={host} className="podpass-yaml-text" style={{ height }} />
    </figure>
  );
}

/** Monaco forgets both labels when it changes between side by side and one below the other. */
function keepLabel(editor: monaco.editor.ICodeEditor | undefined, label: string): monaco.IDisposable | undefined {
  const option = monaco.editor.EditorOption.ariaLabel;
  editor?.updateOptions({ ariaLabel: label });
  return editor?.onDidChangeConfiguration((changed) => {
    if (changed.hasChanged(option) && editor.getOption(option) !== label) editor.updateOptions({ ariaLabel: label });
  });
}

function show(model: monaco.editor.ITextModel | undefined, text: string): void {
  if (model === undefined || model.getValue() === text) return;
  monaco.editor.setModelLanguage(model, languageOf(text));
  model.setValue(text);
}
