import { lazy, Suspense } from 'react';
import { closeDialog, useDialog } from '../dialogs.ts';

const ChangeDialogs = lazy(async () => {
  const { ChangeDialogs: component } = await import('../../features/operations/change-dialogs.tsx');
  return { default: component };
});

/** Where dialogs appear, whichever page asked for them. Their code comes with the first one. */
export function DialogHost() {
  const request = useDialog();
  if (request === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ChangeDialogs request={request} onClose={closeDialog} />
    </Suspense>
  );
}
