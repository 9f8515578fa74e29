import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ClusterConfig } from '@podpass/inventory';
import { useState } from 'react';
import { downloadText } from '../../config-workbench/config-file.ts';
import { useDiagnostics } from '../../editor/yaml/use-diagnostics.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { ExactTime } from '../../ui/time.tsx';
import { ProvisionDialog } from './provision-dialog.tsx';
import { TextAndProblems } from './text-and-problems.tsx';

interface ReadingSectionProps {
  config: ClusterConfig;
  fileName: string;
  denied: string | undefined;
  onEdit: () => void;
}

/** The text that is in force here, to read. */
export function ReadingSection({ config, fileName, denied, onEdit }: ReadingSectionProps) {
  const { revision, draft } = config;
  const text = revision?.text ?? draft?.text ?? '';
  const checked = useDiagnostics(text);
  const [provisioning, setProvisioning] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            revision && (
              <>
                Revision {revision.number} by {revision.author}, <ExactTime at={revision.at} />
                {revision.note === '' ? '' : `: ${revision.note}`}
              </>
            )
          }
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="download" onClick={() => downloadText(fileName, text)}>
                Download
              </Button>
              {revision && <Button onClick={() => setProvisioning(true)}>Provision</Button>}
              <Button variant="primary" iconName="edit" onClick={onEdit} {...disabledFor(denied)}>
                Edit
              </Button>
            </SpaceBetween>
          }
        >
          {revision === null ? 'Draft' : 'Current configuration'}
        </Header>
      }
    >
      <TextAndProblems text={text} checked={checked} />
      {provisioning && revision && (
        <ProvisionDialog
          name={config.name}
          wanted={{ id: config.id, revision: revision.number }}
          onClose={() => setProvisioning(false)}
        />
      )}
    </Container>
  );
}
