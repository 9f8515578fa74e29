import { useEffect, useRef } from 'react';
import { monaco } from '../monaco.ts';
import { useEditorTheme } from '../use-editor-theme.ts';
import { editorOptions } from './editor-options.ts';
import type { YamlDiffProps } from './lazy-yaml-editor.tsx';
import { languageOf } from './yaml-language.ts';
import './yaml-editor.css';

/** Two texts side by side, read-only; one below the other where the page is narrow. */
export function YamlDiff({ before, after, beforeLabel, afterLabel, label, height = '32rem' }: YamlDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  useEditorTheme();

  useEffect(() => {
    if (!host.current) return undefined;
    const original = monaco.editor.createModel(before, languageOf(before));
    const modified = monaco.editor.createModel(after, languageOf(after));
    const created = monaco.editor.createDiffEditor(host.current, {
      ...editorOptions,
      readOnly: true,
      originalEditable: false,
      renderMarginRevertIcon: false,
      hideUnchangedRegions: { enabled: true },
      ariaLabel: label,
      originalAriaLabel: `${label}: ${beforeLabel}`,
      modifiedAriaLabel: `${label}: ${afterLabel}`,
    });
    created.setModel({ original, modified });
    return () => {
      created.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before, after, beforeLabel, afterLabel, label]);

  return (
    <figure className="podpass-yaml-diff">
      <figcaption>
        {beforeLabel} (left) compared with {afterLabel} (right)
      </figcaption>
      <div ref={host} className="podpass-yaml-text" style={{ height }} />
    </figure>
  );
}
