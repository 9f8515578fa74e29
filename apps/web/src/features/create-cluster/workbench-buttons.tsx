import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useState } from 'react';
import { configFileName, downloadText } from '../../config-workbench/config-file.ts';
import { useWorkbench } from '../../config-workbench/workbench.tsx';
import type { Saving } from './use-save-revision.tsx';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));

/** What can be done with the text as a whole, in either view. */
export function WorkbenchButtons({ yaml, saving }: { yaml: boolean; saving: Saving }) {
  const workbench = useWorkbench();
  const { canUndo, canRedo, readOnly, text } = workbench;
  const [importing, setImporting] = useState(false);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="undo" ariaLabel="Undo" disabled={!canUndo} onClick={workbench.undo} />
      <Button iconName="redo" ariaLabel="Redo" disabled={!canRedo} onClick={workbench.redo} />
      <Button iconName="upload" disabled={readOnly} onClick={() => setImporting(true)}>
        Import
      </Button>
      <Button iconName="download" onClick={() => downloadText(configFileName(workbench.opened.model?.name), text)}>
        Download
      </Button>
      {yaml && (
        <Button
          variant="primary"
          loading={saving.saving}
          onClick={saving.save}
          disabled={saving.denied !== undefined}
          {...(saving.denied === undefined ? {} : { disabledReason: saving.denied })}
        >
          Save Changes
        </Button>
      )}
      {importing && (
        <Suspense fallback={null}>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </SpaceBetween>
  );
}
