import Textarea from '@cloudscape-design/components/textarea';
import { lazy } from 'react';
import type { JsonEditorProps } from './json-editor.tsx';
import { LoadFallback } from './load-fallback.tsx';

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
    <LoadFallback instead={plain}>
      <Loaded {...props} />
    </LoadFallback>
  );
}
