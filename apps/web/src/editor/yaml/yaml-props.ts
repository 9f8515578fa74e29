import type { ConfigFacts, Diagnostic, Fix, Position } from '@podpass/cluster-config';

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
