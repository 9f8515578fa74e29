import { useCollection } from '@cloudscape-design/collection-hooks';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { BulkRow } from './read-rows.ts';

const columns = [
  { id: 'place', header: 'Row', cell: (row: BulkRow) => row.place, width: 70 },
  { id: 'subject', header: 'Service account', cell: (row: BulkRow) => row.subject, isRowHeader: true },
  { id: 'role', header: 'Role', cell: (row: BulkRow) => row.role },
  {
    id: 'problems',
    header: 'Check',
    cell: (row: BulkRow) =>
      row.problems.length === 0 ? (
        <StatusIndicator type="success">Readable</StatusIndicator>
      ) : (
        <StatusIndicator type="error">{row.problems.join('; ')}</StatusIndicator>
      ),
  },
];

/** Every row as it was read; those that are not right come first. */
export function BulkRows({ rows }: { rows: readonly BulkRow[] }) {
  const ordered = rows.toSorted(
    (a, b) => Number(b.problems.length > 0) - Number(a.problems.length > 0) || a.place - b.place,
  );
  const { items, collectionProps, paginationProps } = useCollection(ordered, { pagination: { pageSize: 20 } });
  const wrong = rows.filter((row) => row.problems.length > 0).length;
  return (
    <Table
      {...collectionProps}
      items={items}
      columnDefinitions={columns}
      trackBy={(row) => String(row.place)}
      variant="container"
      wrapLines
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          description={wrong > 0 ? `${wrong} ${wrong === 1 ? 'is' : 'are'} not right` : 'All are readable'}
        >
          Rows
        </Header>
      }
      pagination={
        <Pagination
          {...paginationProps}
          ariaLabels={{
            nextPageLabel: 'Next page',
            previousPageLabel: 'Previous page',
            paginationLabel: 'Pages of rows',
            pageLabel: (page) => `Page ${page}`,
          }}
        />
      }
    />
  );
}
