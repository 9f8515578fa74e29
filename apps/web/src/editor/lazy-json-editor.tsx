import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import Textarea from '@cloudscape-design/components/textarea';
import { Component, lazy, type ReactNode, Suspense } from 'react';
import type { JsonEditorProps } from './json-editor.tsx';

const Loaded = lazy(async () => {
  const { JsonEditor } = await import('./json-editor.tsx');
  return { default: JsonEditor };
});

/** The editor, loaded when it is first shown. A plain text area takes its place if it cannot be loaded. */
export function LazyJsonEditor(props: JsonEditorProps) {
  const { value, onChange, onBlur, ariaLabel, readOnly = false, rows = 14 } = props;
  const plain = (
    <Textarea
      value={value}
      ariaLabel={ariaLabel}
      readOnly={readOnly}
      rows={rows}
      onChange={({ detail }) => onChange(detail.value)}
      {...(onBlur === undefined ? {} : { onBlur })}
    />
  );
  return (
    <Fallback instead={plain}>
      <Suspense
        fallback={
          <Box padding="s">
            <Spinner /> Loading the editor
          </Box>
        }
      >
        <Loaded {...props} />
      </Suspense>
    </Fallback>
  );
}

class Fallback extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
