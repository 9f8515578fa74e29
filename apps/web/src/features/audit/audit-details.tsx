import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { paths } from '../../app/paths.ts';
import { Copyable } from '../../ui/arn.tsx';
import { DetailsPanel } from '../../ui/details-panel.tsx';
import { ExactTime } from '../../ui/time.tsx';
import { Outcome, type AuditView } from './audit-columns.tsx';

/** One entry in full: what was before, what is after, and where AWS keeps its side of the story. */
export function AuditDetails({ view, onClose }: { view: AuditView; onClose: () => void }) {
  const { entry } = view;
  return (
    <DetailsPanel header={`${view.actionInWords} · ${view.target}`} onClose={onClose}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'Time', value: <ExactTime at={view.at} /> },
            { label: 'Who', value: `${view.actor}, acting as ${view.role}` },
            { label: 'Outcome', value: <Outcome outcome={view.outcome} /> },
            { label: 'Cluster', value: view.cluster || '–' },
            { label: 'Action name', value: <Box variant="code">{view.action}</Box> },
            { label: 'Operation', value: <OperationLink view={view} /> },
            { label: 'AWS request ids', value: <RequestIds ids={entry.awsRequestIds} /> },
          ]}
        />
        <ColumnLayout columns={2}>
          <Document title="Before" value={entry.before} />
          <Document title="After" value={entry.after} />
        </ColumnLayout>
      </SpaceBetween>
    </DetailsPanel>
  );
}

function OperationLink({ view: { operationId } }: { view: AuditView }) {
  if (operationId === '') return <>–</>;
  return <Link href={paths.operation(operationId)}>Show its steps</Link>;
}

function RequestIds({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <>None</>;
  return (
    <>
      {ids.map((id) => (
        <div key={id}>
          <Copyable value={id} what="AWS request id" />
        </div>
      ))}
    </>
  );
}

function Document({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <Box variant="awsui-key-label">{title}</Box>
      {value === undefined || value === null ? (
        <Box color="text-status-inactive">Nothing</Box>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre className="podpass-code" tabIndex={0} aria-label={title}>
          {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
        </pre>
      )}
    </div>
  );
}
