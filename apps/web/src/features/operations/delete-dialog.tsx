import Checkbox from '@cloudscape-design/components/checkbox';
import type { AssociationRow } from '@podpass/inventory';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.tsx';

interface DeleteDialogProps {
  cluster: string;
  rows: AssociationRow[];
  onClose: () => void;
}

/** Deletes associations, saying first which pods use them now. */
export function DeleteDialog({ cluster, rows, onClose }: DeleteDialogProps) {
  const [restart, setRestart] = useState(false);
  const [only] = rows;
  const title =
    rows.length === 1 && only
      ? `Delete association ${only.namespace}/${only.serviceAccount}?`
      : `Delete ${rows.length} associations?`;
  return (
    <ChangeDialog
      cluster={cluster}
      title={title}
      verb="Delete"
      request={{ kind: 'delete-associations', associationIds: rows.map((row) => row.associationId), restart }}
      options={
        <Checkbox
          checked={restart}
          onChange={({ detail }) => setRestart(detail.checked)}
          description="Otherwise their pods keep the credentials that they have until these end."
        >
          Restart the workloads that use them afterwards
        </Checkbox>
      }
      onClose={onClose}
    />
  );
}
