import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ToggleField } from '../../../config-workbench/fields/toggle-field.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { AccessEntryDialog } from './access-entry-dialog.tsx';
import { accessEntryForm } from './access-entry.ts';
import { listAt } from './config-data.ts';
import { type Entry, EntryTable, Words } from './entry-table.tsx';

const path = ['accessConfig', 'accessEntries'] as const;

/** Who may use the Kubernetes API. */
export function AccessSection() {
  const { opened } = useWorkbench();
  const [dialog, setDialog] = useState<{ entry: Entry | undefined }>();
  const entries = listAt(opened.model?.config, path).map(
    (data, index): Entry => ({ index, data, name: accessEntryForm(data).principalARN }),
  );
  return (
    <SpaceBetween size="m">
      <EntryTable
        title="Access entries"
        noun="access entry"
        description="Which IAM principals may use the Kubernetes API. The authentication mode is among the cluster settings."
        path={path}
        entries={entries}
        columns={columns}
        empty="The one who makes the cluster has access all the same, unless that is turned off."
        onAdd={() => setDialog({ entry: undefined })}
        onEdit={(entry) => setDialog({ entry })}
        footer={
          <ToggleField
            path={['accessConfig', 'bootstrapClusterCreatorAdminPermissions']}
            label="The one who makes the cluster is its administrator"
            description="Can be chosen at creation only."
            byDefault
          />
        }
      />
      {dialog && (
        <AccessEntryDialog
          list={path}
          entry={dialog.entry}
          count={entries.length}
          onClose={() => setDialog(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

const columns = [
  {
    id: 'principal',
    header: 'IAM principal',
    isRowHeader: true,
    minWidth: 220,
    cell: ({ name }: Entry) => <Words>{name}</Words>,
  },
  { id: 'type', header: 'Type', minWidth: 110, cell: ({ data }: Entry) => accessEntryForm(data).type || 'STANDARD' },
  { id: 'policies', header: 'Policies', minWidth: 180, cell: ({ data }: Entry) => <Words>{inWords(data)}</Words> },
];

function inWords(data: Entry['data']): string {
  return accessEntryForm(data)
    .accessPolicies.map(({ policyARN, scope, namespaces }) => {
      const where = scope === 'cluster' ? 'whole cluster' : namespaces;
      return `${policyARN.split('/').at(-1) ?? policyARN} (${where})`;
    })
    .join(', ');
}
