import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { PreferencesDialogProps } from './table-preferences-dialog.tsx';

const PreferencesDialog = lazy(async () => ({
  default: (await import('./table-preferences-dialog.tsx')).PreferencesDialog,
}));

/** Opens the preferences of a table. The dialog, with its drag and drop, is fetched when somebody wants it. */
export function PreferencesButton(props: PreferencesDialogProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <Button
      variant="icon"
      iconName="settings"
      ariaLabel="Preferences"
      loading={wanted}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <PreferencesDialog {...props} />
    </Suspense>
  );
}
