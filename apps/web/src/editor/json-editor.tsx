import { useEffect, useRef } from 'react';
import { offerActions } from './action-completion.ts';
import './json-language.ts';
import { monaco } from './monaco.ts';
import { useEditorTheme } from './use-editor-theme.ts';

export interface JsonEditorProps {
  /** Names the editor for screen readers. */
  ariaLabel: string;
  value: string;
  onChange(value: string): void;
  onBlur?(): void;
  /** Policies get a schema and completion of IAM actions. */
  content: 'policy' | 'json';
  readOnly?: boolean;
  rows?: number;
}

let editors = 0;

/** A JSON editor that knows IAM policies. Ctrl+M lets Tab move the focus out, Escape leaves as well. */
export function JsonEditor(props: JsonEditorProps) {
  const { ariaLabel, value, content, readOnly = false, rows = 14 } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const latest = useRef(props);
  latest.current = props;
  // What was typed and told, but has not come back as `value` yet: rendering may lag several keystrokes behind.
  const told = useRef(new Set<string>());
  useEditorTheme();

  useEffect(() => {
    if (!host.current) return undefined;
    const path = `inmemory://podpass/${++editors}.${content === 'policy' ? 'policy.' : ''}json`;
    const model = monaco.editor.createModel(latest.current.value, 'json', monaco.Uri.parse(path));
    const created = monaco.editor.create(host.current, {
      model,
      ariaLabel,
      readOnly,
      automaticLayout: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fixedOverflowWidgets: true,
      tabSize: 2,
      fontSize: 13,
    });
    editor.current = created;
    const changes = model.onDidChangeContent(() => {
      const text = model.getValue();
      if (text === latest.current.value && told.current.size === 0) return;
      told.current.add(text);
      latest.current.onChange(text);
    });
    const blurs = created.onDidBlurEditorWidget(() => latest.current.onBlur?.());
    const completion = content === 'policy' ? offerActions(model) : undefined;
    return () => {
      changes.dispose();
      blurs.dispose();
      completion?.dispose();
      created.dispose();
      model.dispose();
    };
  }, [ariaLabel, content, readOnly]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model || (told.current.has(value) && model.getValue() !== value)) return;
    told.current.clear();
    // Only what came from elsewhere: a reset of the form, a template. Typing must not move the cursor.
    if (model.getValue() !== value) model.setValue(value);
  }, [value]);

  return (
    <div
      ref={host}
      style={{
        height: `${rows * 19}px`,
        border: '1px solid var(--podpass-line)',
        borderRadius: 8,
        overflow: 'hidden',
      }}
    />
  );
}
