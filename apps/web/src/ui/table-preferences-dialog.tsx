import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { useEffect, useRef } from 'react';
import type { TablePreferences } from './table-preferences.ts';

export interface PreferencesDialogProps {
  /** What the rows are, in the plural. */
  many: string;
  columns: readonly { id: string; header: string }[];
  value: TablePreferences;
  onChange: (change: TablePreferences) => void;
}

/** Cloudscape's preferences: their own trigger button, and the dialog, which opens as soon as they are there. */
export function PreferencesDialog({ many, columns, value, onChange }: PreferencesDialogProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.click(), []);
  return (
    <div ref={place}>
      <CollectionPreferences
        title="Preferences"
        confirmLabel="Confirm"
        cancelLabel="Cancel"
        preferences={value}
        onConfirm={({ detail }) => onChange(detail)}
        pageSizePreference={{
          title: 'Page size',
          options: [25, 50, 100, 200].map((size) => ({ value: size, label: `${size} ${many}` })),
        }}
        wrapLinesPreference={{ label: 'Wrap lines', description: 'Show long values completely' }}
        contentDisplayPreference={{
          title: 'Columns',
          options: columns.map(({ id, header }, index) => ({ id, label: header, alwaysVisible: index === 0 })),
        }}
      />
    </div>
  );
}
