import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { AgentMissing } from './agent-notice.tsx';
import { AssociationDialog } from './association-dialog.tsx';
import { associationForm } from './association-entry.ts';
import { listAt } from './config-data.ts';
import { type Entry, EntryTable, Words } from './entry-table.tsx';

const path = ['iam', 'podIdentityAssociations'] as const;

/** Which service accounts get which role, by EKS Pod Identity. */
export function AssociationsSection() {
  const { opened } = useWorkbench();
  const [dialog, setDialog] = useState<{ entry: Entry | undefined }>();
  const entries = listAt(opened.model?.config, path).map((data, index): Entry => {
    const { namespace, serviceAccountName } = associationForm(data);
    return { index, data, name: `${namespace}/${serviceAccountName}` };
  });
  return (
    <SpaceBetween size="s">
      {entries.length > 0 && <AgentMissing />}
      <EntryTable
        title="Pod identity associations"
        noun="association"
        description="Give the pods of a service account an IAM role. They are made once the agent runs."
        path={path}
        entries={entries}
        columns={columns}
        empty="Without one, pods have no AWS permissions but those of their node."
        onAdd={() => setDialog({ entry: undefined })}
        onEdit={(entry) => setDialog({ entry })}
      />
      {dialog && (
        <AssociationDialog
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
    id: 'account',
    header: 'Service account',
    isRowHeader: true,
    minWidth: 160,
    cell: ({ name }: Entry) => <Words>{name}</Words>,
  },
  { id: 'role', header: 'Role', minWidth: 220, cell: ({ data }: Entry) => <Words>{roleInWords(data)}</Words> },
  {
    id: 'create',
    header: 'Creates the account',
    minWidth: 110,
    cell: ({ data }: Entry) => (associationForm(data).createServiceAccount ? 'Yes' : 'No'),
  },
];

function roleInWords(data: Entry['data']): string {
  const form = associationForm(data);
  if (form.roleKind === 'existing') return form.roleARN;
  const sources = [
    ...form.permissionPolicyARNs,
    ...form.wellKnownPolicies,
    ...(form.permissionPolicy === '' ? [] : ['an inline policy']),
  ];
  return `New role with ${sources.join(', ') || 'no permissions'}`;
}
