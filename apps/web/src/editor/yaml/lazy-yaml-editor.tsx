import Textarea from '@cloudscape-design/components/textarea';
import type { ConfigFacts, Diagnostic, Fix, Position } from '@podpass/cluster-config';
import { lazy } from 'react';
import { LoadFallback } from '../load-fallback.tsx';

export interface YamlEditorProps {
  value: string;
  onChange?(text: string): void;
  readOnly?: boolean;
  /** What to mark, as `useDiagnostics` found it in `value`. */
  diagnostics: readonly Diagnostic[];
  /** What to offer while somebody types, besides what the schema says. */
  facts?: ConfigFacts;
  /** Applies a fix that was chosen in the editor. Without it, the editor applies it and tells `onChange`. */
  onFix?(fix: Fix): void;
  /** Names the editor for screen readers. */
  label: string;
  /** CSS length; 32rem unless told. */
  height?: string;
  /** Another object moves the cursor there and takes the focus. */
  revealAt?: Position | undefined;
}

export interface YamlDiffProps {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
  /** Names the comparison for screen readers. */
  label: string;
  height?: string;
}

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
