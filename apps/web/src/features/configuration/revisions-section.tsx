import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import type { ClusterConfig, ConfigRevisionSummary } from '@podpass/inventory';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAllPages } from '../../api/use-all-pages.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { type Column, ResourceTable } from '../../ui/resource-table.tsx';
import { ExactTime } from '../../ui/time.tsx';
import { revisionPages } from './config-queries.ts';
import { RevisionDialog } from './revision-dialog.tsx';

interface RevisionsSectionProps {
  config: ClusterConfig;
  fileName: string;
  denied: string | undefined;
  /** Restoring would run into the draft that is being written. */
  editing: boolean;
}

interface Shown {
  before: number;
  after: number;
}

/** Who saved what and when; any two can be compared, any one restored. */
export function RevisionsSection({ config, fileName, denied, editing }: RevisionsSectionProps) {
  const {
    items: rows = nothingYet,
    isFetching,
    failure,
    retry,
  } = useAllPages(useInfiniteQuery(revisionPages(config.id)));
  const [selected, setSelected] = useState<ConfigRevisionSummary[]>([]);
  const [shown, setShown] = useState<Shown>();
  const filter = useUrlFilter(filters);
  const pair = shownOf(selected, config.head);
  const columns = useMemo(
    // A revision is looked at against the one before it: that is what its author changed.
    () => revisionColumns((number) => setShown({ before: Math.max(1, number - 1), after: number })),
    [],
  );
  return (
    <>
      <ResourceTable
        name="config-revisions"
        title="Revisions"
        headingTag="h2"
        noun={{ one: 'revision', many: 'revisions' }}
        description="Select one to compare it with the newest, or two to compare these. Revisions never change."
        actions={
          <ListButtons
            many="revisions"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() => rows.map((row) => ({ ...row }))}
            fileName={fileName.replace(/\.yaml$/, '-revisions')}
            onFailure={notifyFailure}
          >
            <Button
              onClick={() => setShown(pair)}
              {...disabledFor(pair === undefined ? 'Select an older revision, or two' : undefined)}
            >
              Compare
            </Button>
          </ListButtons>
        }
        rows={rows}
        rowId={(row) => String(row.number)}
        rowName={(row) => `revision ${row.number}`}
        columns={columns}
        filtering={filters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        onRetry={retry}
        empty={<EmptyState title="No revisions yet" text="Save the draft as the first one." />}
        selection={{ selected, onChange: setSelected }}
      />
      {shown && (
        <RevisionDialog
          key={`${shown.before} ${shown.after}`}
          config={config}
          before={shown.before}
          after={shown.after}
          fileName={fileName}
          denied={denied ?? (editing ? 'Stop editing first: its draft would be ended' : undefined)}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

const nothingYet: readonly ConfigRevisionSummary[] = [];

function shownOf(selected: readonly ConfigRevisionSummary[], head: number): Shown | undefined {
  const [one, other, third] = selected.map(({ number }) => number).toSorted((a, b) => a - b);
  if (one === undefined || third !== undefined) return undefined;
  if (other !== undefined) return { before: one, after: other };
  return one === head ? undefined : { before: one, after: head };
}

function revisionColumns(open: (number: number) => void): Column<ConfigRevisionSummary>[] {
  return [
    {
      id: 'number',
      header: 'Revision',
      isRowHeader: true,
      sortingField: 'number',
      width: 130,
      cell: ({ number }) => (
        <Button variant="inline-link" ariaLabel={`Revision ${number}: what it changed`} onClick={() => open(number)}>
          {String(number)}
        </Button>
      ),
    },
    { id: 'author', header: 'By', sortingField: 'author', width: 180, cell: ({ author }) => author },
    { id: 'at', header: 'Saved', sortingField: 'at', width: 200, cell: ({ at }) => <ExactTime at={at} /> },
    { id: 'note', header: 'Note', cell: ({ note }) => note || '–' },
  ];
}

const filters: PropertyFilterProperty[] = [
  { key: 'author', propertyLabel: 'By', groupValuesLabel: 'People', operators: ['=', '!=', ':', '!:'] },
  { key: 'note', propertyLabel: 'Note', groupValuesLabel: 'Notes', operators: [':', '!:'] },
  { key: 'at', propertyLabel: 'Saved', groupValuesLabel: 'Times', operators: [':', '>', '<'] },
];
