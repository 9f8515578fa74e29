import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { ToggleField } from '../../../config-workbench/fields/toggle-field.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { FailureAlert } from '../../../ui/failure-alert.tsx';
import { AddonDialog } from './addon-dialog.tsx';
import { addonForm, addonIdentity, type AddonIdentity, agentName } from './addon-entry.ts';
import { AddonPicker } from './addon-picker.tsx';
import { addonRows } from './addon-selection.ts';
import { AgentOffer } from './agent-notice.tsx';
import { recordOf, textOf } from './config-data.ts';
import { type Entry, EntryTable, Words } from './entry-table.tsx';
import { type AddonCatalogue, useAddonCatalogue, versionIn } from './use-addon-catalogue.ts';
import { VersionSelect } from './version-select.tsx';

/** Which add-ons the cluster begins with. */
export function AddonsSection() {
  const { opened, edit, readOnly } = useWorkbench();
  const catalogue = useAddonCatalogue();
  const [dialog, setDialog] = useState<{ entry: Entry | undefined }>();
  const entries = addonRows(opened.model?.config);
  const setVersion = (index: number, version: string) =>
    edit([{ kind: 'set', target: 'config', path: ['addons', index, 'version'], value: version }]);
  return (
    <SpaceBetween size="s">
      <AgentOffer />
      {catalogue.failure && <FailureAlert failure={catalogue.failure} onRetry={catalogue.retry} retrying={false} />}
      <EntryTable
        title="Add-ons"
        noun="add-on"
        description="Installed and kept by EKS. Networking add-ons are installed even when they are not listed."
        path={['addons']}
        entries={entries}
        columns={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            minWidth: 150,
            cell: ({ name }: Entry) => <Words>{name}</Words>,
          },
          {
            id: 'version',
            header: 'Version',
            minWidth: 220,
            cell: ({ index, name, data }: Entry) => (
              <VersionSelect
                label={`Version of ${name}`}
                addon={catalogue.addons.find((addon) => addon.name === name)}
                value={textOf(recordOf(data)['version'])}
                disabled={readOnly}
                onChange={(version) => void setVersion(index, version)}
              />
            ),
          },
          {
            id: 'identity',
            header: 'AWS permissions',
            minWidth: 200,
            cell: (entry: Entry) => <Permissions entry={entry} catalogue={catalogue} />,
          },
        ]}
        empty="Choose them above, or add one by its name: those that the cluster needs are suggested."
        onAdd={() => setDialog({ entry: undefined })}
        onEdit={(entry) => setDialog({ entry })}
        filter={<AddonPicker catalogue={catalogue} />}
        footer={
          <ToggleField
            path={['addonsConfig', 'autoApplyPodIdentityAssociations']}
            label="Recommended permissions for every add-on that needs them"
            description="Roles and associations are made for add-ons that say nothing of their own."
            byDefault={false}
          />
        }
      />
      {dialog && (
        <AddonDialog
          key={dialog.entry?.index ?? 'new'}
          entry={dialog.entry}
          count={entries.length}
          catalogue={catalogue}
          onClose={() => setDialog(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

const inWords: Record<AddonIdentity, string> = {
  none: 'None',
  recommended: 'Recommended, by Pod Identity',
  own: 'Own associations, by Pod Identity',
  role: 'Existing role, by IRSA',
  policies: 'Managed policies, by IRSA',
  'well-known': 'Well-known policies, by IRSA',
  inline: 'Inline policy, by IRSA',
};

/** How it gets its permissions; and where it needs some and has none, the way to the recommended ones. */
function Permissions({ entry, catalogue }: { entry: Entry; catalogue: AddonCatalogue }) {
  const { edit, readOnly } = useWorkbench();
  const version = versionIn(catalogue, entry.name, addonForm(entry.data).version);
  const identity = addonIdentity(recordOf(entry.data));
  const path = ['addons', entry.index, 'useDefaultPodIdentityAssociations'];
  return (
    <SpaceBetween size="xxs">
      {entry.name === agentName ? 'Those of the node' : inWords[identity]}
      {identity === 'none' && entry.name !== agentName && version?.requiresIamPermissions && (
        <div>
          <StatusIndicator type="info">Its pods call AWS</StatusIndicator>{' '}
          <Button
            variant="inline-link"
            disabled={readOnly}
            ariaLabel={`Use the recommended permissions for ${entry.name}`}
            onClick={() => void edit([{ kind: 'set', target: 'config', path, value: true }])}
          >
            Use recommended
          </Button>
        </div>
      )}
      {version?.requiresConfiguration && addonForm(entry.data).configurationValues === '' && (
        <StatusIndicator type="warning">Needs configuration values</StatusIndicator>
      )}
    </SpaceBetween>
  );
}
