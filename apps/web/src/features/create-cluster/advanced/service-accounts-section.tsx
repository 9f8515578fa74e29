import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { migrateServiceAccount } from '@podpass/cluster-config';
import { useState } from 'react';
import { ToggleField } from '../../../config-workbench/fields/toggle-field.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { listAt } from './config-data.ts';
import { type Entry, EntryTable, Words } from './entry-table.tsx';
import { ServiceAccountDialog } from './service-account-dialog.tsx';
import { serviceAccountForm } from './service-account-entry.ts';

const path = ['iam', 'serviceAccounts'] as const;

/** Service accounts with a role by IRSA, and the way from there to Pod Identity. */
export function ServiceAccountsSection() {
  const { opened, text, setText } = useWorkbench();
  const [dialog, setDialog] = useState<{ entry: Entry | undefined }>();
  const [refusal, setRefusal] = useState<string>();
  const [left, setLeft] = useState<{ account: string; what: readonly string[] }>();
  const entries = listAt(opened.model?.config, path).map((data, index): Entry => {
    const { namespace, name } = serviceAccountForm(data);
    return { index, data, name: `${namespace || 'default'}/${name}` };
  });
  const move = ({ data, name: account }: Entry) => {
    const { namespace, name } = serviceAccountForm(data);
    const result = migrateServiceAccount(text, { namespace: namespace || 'default', name });
    setRefusal(result.ok ? undefined : result.problem.message);
    setLeft(result.ok && result.left.length > 0 ? { account, what: result.left } : undefined);
    if (result.ok) setText(result.text, true);
  };
  return (
    <SpaceBetween size="s">
      {refusal !== undefined && (
        <Alert type="error" header="It was not moved" dismissible onDismiss={() => setRefusal(undefined)}>
          {refusal}
        </Alert>
      )}
      {left !== undefined && (
        <Alert
          type="warning"
          header={`${left.account} is moved, and an association has no place for some of it`}
          dismissible
          onDismiss={() => setLeft(undefined)}
        >
          <ul>
            {left.what.map((what, index) => (
              <li key={`${index} ${what}`}>{what}</li>
            ))}
          </ul>
        </Alert>
      )}
      <EntryTable
        title="IRSA service accounts"
        noun="IRSA service account"
        description="Get their role by an annotation and the OIDC provider of the cluster. Pod Identity needs neither."
        path={path}
        entries={entries}
        columns={columns}
        empty="New clusters do without: pod identity associations do the same."
        onAdd={() => setDialog({ entry: undefined })}
        onEdit={(entry) => setDialog({ entry })}
        rowActions={(entry) => (
          <Button variant="inline-link" ariaLabel={`Move ${entry.name} to Pod Identity`} onClick={() => move(entry)}>
            Move to Pod Identity
          </Button>
        )}
        footer={
          <ToggleField
            path={['iam', 'withOIDC']}
            label="Register the OIDC provider of the cluster in IAM"
            description="IRSA needs it; an account may have 100 of them."
            byDefault={false}
          />
        }
      />
      {dialog && (
        <ServiceAccountDialog
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
];

function roleInWords(data: Entry['data']): string {
  const form = serviceAccountForm(data);
  if (form.attachRoleARN !== '') return form.attachRoleARN;
  const inline = form.attachPolicy === '' ? [] : ['an inline policy'];
  const sources = [...form.attachPolicyARNs, ...form.wellKnownPolicies, ...inline];
  return `New role with ${sources.join(', ') || 'no permissions'}`;
}
