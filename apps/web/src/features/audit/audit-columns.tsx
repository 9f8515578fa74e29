import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { AuditEntry } from '@podpass/contract';
import { paths } from '../../app/paths.ts';
import type { Column } from '../../ui/resource-table.tsx';
import { ExactTime } from '../../ui/time.tsx';
import { auditActionInWords } from './action-words.ts';

/** An audit entry as the table sorts, filters and exports it. */
export interface AuditView {
  id: string;
  at: string;
  actor: string;
  role: string;
  /** As it is stored, for scripts and for comparing with other logs: `add-associations`. */
  action: string;
  actionInWords: string;
  cluster: string;
  target: string;
  outcome: string;
  operationId: string;
  awsRequestIds: string;
  entry: AuditEntry;
}

export function toAuditView(entry: AuditEntry): AuditView {
  return {
    id: String(entry.id),
    at: entry.at,
    actor: entry.actor,
    role: entry.role,
    action: entry.action,
    actionInWords: auditActionInWords(entry.action),
    cluster: entry.clusterKey ?? '',
    target: entry.target,
    outcome: entry.outcome,
    operationId: entry.operationId ?? '',
    awsRequestIds: entry.awsRequestIds.join(', '),
    entry,
  };
}

/** `open`: shows one entry with what was before and after. */
export function auditColumns(open: (id: string) => void): Column<AuditView>[] {
  return [
    {
      id: 'at',
      header: 'Time',
      isRowHeader: true,
      sortingField: 'at',
      width: 200,
      cell: ({ at }) => <ExactTime at={at} />,
    },
    { id: 'actor', header: 'Who', sortingField: 'actor', width: 160, cell: ({ actor, role }) => `${actor} (${role})` },
    {
      id: 'action',
      header: 'Action',
      sortingField: 'actionInWords',
      width: 220,
      cell: ({ id, actionInWords, target }) => (
        <Button variant="inline-link" ariaLabel={`${actionInWords} ${target}: details`} onClick={() => open(id)}>
          {actionInWords}
        </Button>
      ),
    },
    { id: 'target', header: 'What', sortingField: 'target', width: 300, cell: ({ target }) => target },
    {
      id: 'cluster',
      header: 'Cluster',
      sortingField: 'cluster',
      width: 150,
      cell: ({ cluster }) =>
        cluster === '' ? (
          '–'
        ) : (
          <Link fontSize="inherit" href={paths.cluster(cluster)}>
            {cluster}
          </Link>
        ),
    },
    {
      id: 'outcome',
      header: 'Outcome',
      sortingField: 'outcome',
      width: 150,
      cell: ({ outcome }) => <Outcome outcome={outcome} />,
    },
  ];
}

const text = [':', '!:', '=', '!='] as const;

export const auditFilters: PropertyFilterProperty[] = [
  { key: 'actor', propertyLabel: 'Who', groupValuesLabel: 'People', operators: [...text] },
  { key: 'role', propertyLabel: 'Acting as', groupValuesLabel: 'Roles', operators: ['=', '!='] },
  { key: 'actionInWords', propertyLabel: 'Action', groupValuesLabel: 'Actions', operators: [...text] },
  { key: 'action', propertyLabel: 'Action name', groupValuesLabel: 'Action names', operators: [...text] },
  { key: 'target', propertyLabel: 'What', groupValuesLabel: 'Targets', operators: [...text] },
  { key: 'cluster', propertyLabel: 'Cluster', groupValuesLabel: 'Clusters', operators: ['=', '!='] },
  { key: 'outcome', propertyLabel: 'Outcome', groupValuesLabel: 'Outcomes', operators: ['=', '!='] },
  { key: 'awsRequestIds', propertyLabel: 'AWS request id', groupValuesLabel: 'AWS request ids', operators: [':'] },
  { key: 'operationId', propertyLabel: 'Operation id', groupValuesLabel: 'Operation ids', operators: ['='] },
];

const outcomes: Record<string, StatusIndicatorProps.Type> = {
  done: 'success',
  ok: 'success',
  succeeded: 'success',
  started: 'in-progress',
  running: 'in-progress',
  failed: 'error',
  refused: 'error',
  denied: 'error',
  stuck: 'error',
  undone: 'warning',
  interrupted: 'warning',
};

export function Outcome({ outcome }: { outcome: string }) {
  return <StatusIndicator type={outcomes[outcome] ?? 'info'}>{outcome}</StatusIndicator>;
}
