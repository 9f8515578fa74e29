import type { Diagnostic, Fix, Position } from '@podpass/cluster-config';
import { lazy, Suspense } from 'react';
import Textarea from '@cloudscape-design/components/textarea';

export interface YamlEditorProps {
  value: string;
  onChange?(text: string): void;
  readOnly?: boolean;
  /** What to mark, as `useDiagnostics` found it in `value`. */
  diagnostics: readonly Diagnostic[];
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

/** The editor of a configuration, loaded when it is first shown. */
export function LazyYamlEditor({ value, onChange, label, readOnly = false }: YamlEditorProps) {
  return (
    <Textarea
      value={value}
      ariaLabel={label}
      readOnly={readOnly}
      rows={24}
      spellcheck={false}
      onChange={({ detail }) => onChange?.(detail.value)}
    />
  );
}

/** Two texts side by side, loaded when it is first shown. */
export function LazyYamlDiff(props: YamlDiffProps) {
  return (
    <Suspense fallback={null}>
      <DiffInLines {...props} />
    </Suspense>
  );
}

const DiffInLines = lazy(async () => {
  const { DocumentDiff } = await import('../../change-flow/document-diff.tsx');
  return {
    default: ({ before, after, label }: YamlDiffProps) => <DocumentDiff title={label} before={before} after={after} />,
  };
});
