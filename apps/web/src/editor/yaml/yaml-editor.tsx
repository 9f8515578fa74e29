import { applyFix, type Diagnostic, type Fix } from '@podpass/cluster-config';
import { useEffect, useRef } from 'react';
import { monaco } from '../monaco.ts';
import { useEditorTheme } from '../use-editor-theme.ts';
import { checkedTextOf } from './checked-text.ts';
import { type EditedText, openText } from './edited-text.ts';
import { editorOptions } from './editor-options.ts';
import { editorPosition, markersOf } from './markers.ts';
import { type OfferedFix, offerFixes } from './quick-fixes.ts';
import { markOf } from './raw-text.ts';
import { offerValuesOf } from './yaml-language.ts';
import type { YamlEditorProps } from './yaml-props.ts';
import './yaml-editor.css';

interface Judged {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The editor of a configuration. Ctrl+M lets Tab leave it. */
export function YamlEditor(props: YamlEditorProps) {
  const { value, readOnly = false, diagnostics, facts, label, height = '32rem', revealAt } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const edited = useRef<EditedText>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const judged = useRef<Judged>({ text: value, diagnostics });
  // What was typed and told, but has not come back as `value` yet: rendering may lag several keystrokes behind.
  const told = useRef(new Set<string>());
  useEditorTheme();

  useEffect(() => {
    if (!host.current) return undefined;
    const tell = (text: string) => {
      told.current.add(text);
      latest.current.onChange?.(text);
    };
    const text = openText(latest.current.value, tell);
    const created = monaco.editor.create(host.current, { ...editorOptions, model: text.model });
    editor.current = created;
    edited.current = text;
    told.current.clear();
    offerFixes(text.model, {
      fixes: () => (latest.current.readOnly === true ? [] : offeredFixes(judged.current, text.get())),
      apply: (fix) => {
        if (judged.current.text !== text.get()) return;
        if (latest.current.onFix) {
          latest.current.onFix(fix);
          return;
        }
        const mended = applyFix(text.get(), fix);
        text.replace(mended, created);
        tell(mended);
      },
    });
    return () => {
      created.dispose();
      text.dispose();
    };
  }, []);

  useEffect(() => {
    if (facts !== undefined && !readOnly) offerValuesOf(facts);
  }, [facts, readOnly]);

  useEffect(() => editor.current?.updateOptions({ readOnly, ariaLabel: label }), [readOnly, label]);

  useEffect(() => {
    const text = edited.current;
    if (!text || !editor.current || (told.current.has(value) && text.get() !== value)) return;
    told.current.clear();
    text.replace(value, editor.current);
  }, [value]);

  useEffect(() => {
    const model = edited.current?.model;
    if (!model) return;
    const text = checkedTextOf(diagnostics) ?? latest.current.value;
    judged.current = { text, diagnostics };
    monaco.editor.setModelMarkers(model, 'podpass', markersOf(diagnostics, markOf(text).length));
  }, [diagnostics]);

  useEffect(() => {
    if (!revealAt || !editor.current) return;
    const position = editorPosition(revealAt, markOf(latest.current.value).length);
    editor.current.setPosition(position);
    editor.current.revealPositionInCenterIfOutsideViewport(position);
    editor.current.focus();
  }, [revealAt]);

  return (
    <div className="podpass-yaml">
      <div ref={host} className="podpass-yaml-text" style={{ height }} />
      <p className="podpass-yaml-keys">
        {!readOnly && 'Tab indents; Ctrl+M lets Tab leave the editor. Ctrl+Space suggests, Ctrl+. fixes, '}
        {!readOnly && 'Shift+Alt+F formats. '}
        {readOnly && 'Read-only. '}Ctrl+F searches, F8 goes to the next problem, F1 lists all commands.
      </p>
    </div>
  );
}

/** None while the text has changed since it was judged: a fix speaks of the text that it was found in. */
function offeredFixes({ text, diagnostics }: Judged, now: string): OfferedFix[] {
  if (text !== now) return [];
  const mark = markOf(text).length;
  return diagnostics.flatMap((diagnostic) => {
    const fix: Fix | undefined = diagnostic.fix;
    return fix === undefined ? [] : markersOf([diagnostic], mark).map((marker) => ({ fix, marker }));
  });
}
