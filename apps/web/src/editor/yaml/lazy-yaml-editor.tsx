import Textarea from '@cloudscape-design/components/textarea';
import { lazy } from 'react';
import { LoadFallback } from '../load-fallback.tsx';
import type { YamlDiffProps, YamlEditorProps } from './yaml-props.ts';

const LoadedEditor = lazy(async () => {
  const { YamlEditor } = await import('./yaml-editor.tsx');
  return { default: YamlEditor };
});

const LoadedDiff = lazy(async () => {
  const { YamlDiff } = await import('./yaml-diff.tsx');
  return { default: YamlDiff };
});

const DiffInLines = lazy(async () => {
  const { DocumentDiff } = await import('../../change-flow/document-diff.tsx');
  return { default: DocumentDiff };
});

/** The editor of a configuration, loaded when it is first shown. A plain text area takes its place if it never comes. */
export function LazyYamlEditor(props: YamlEditorProps) {
  const { value, onChange, label, readOnly = false } = props;
  const plain = (
    <Textarea
      value={value}
      ariaLabel={label}
      readOnly={readOnly}
      rows={24}
      spellcheck={false}
      onChange={({ detail }) => onChange?.(detail.value)}
    />
  );
  return (
    <LoadFallback instead={plain}>
      <LoadedEditor {...props} />
    </LoadFallback>
  );
}

/** Two texts side by side, loaded when it is first shown; line by line if the editor never comes. */
export function LazyYamlDiff(props: YamlDiffProps) {
  const { before, after, label } = props;
  return (
    <LoadFallback instead={<DiffInLines title={label} before={before} after={after} />}>
      <LoadedDiff {...props} />
    </LoadFallback>
  );
}
