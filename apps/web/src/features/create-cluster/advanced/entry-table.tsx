import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ConfigData, Path } from '@podpass/cluster-config';
import type { ReactNode } from 'react';
import { useConfigField } from '../../../config-workbench/use-config-field.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';

/** One entry of a list of the configuration. */
export interface Entry {
  index: number;
  name: string;
  data: ConfigData;
}

interface EntryTableProps {
  title: string;
  noun: string;
  description: ReactNode;
  /** Where the list stands. */
  path: Path;
  entries: readonly Entry[];
  columns: readonly TableProps.ColumnDefinition<Entry>[];
  empty: string;
  /** Left out where entries are chosen elsewhere. */
  onAdd?: () => void;
  onEdit(entry: Entry): void;
  /** Further buttons of a row. */
  rowActions?: (entry: Entry) => ReactNode;
  /** Above the rows. */
  filter?: ReactNode;
  /** Below the rows: settings that concern all of them. */
  footer?: ReactNode;
}

/** A list of entries with what is wrong with each, and buttons to add, edit and remove. */
export function EntryTable(props: EntryTableProps) {
  const { title, noun, description, path, entries, columns, empty, onAdd, onEdit, rowActions, filter, footer } = props;
  const { edit, readOnly } = useWorkbench();
  // A list that becomes empty goes: an empty one may mean something else than none.
  const remove = (index: number) =>
    edit([{ kind: 'remove', target: 'config', path: entries.length > 1 ? [...path, index] : path }]);
  return (
    <Table
      items={entries}
      trackBy={({ index }) => String(index)}
      variant="container"
      wrapLines
      // On a narrow screen what can be done stays in sight, whatever is scrolled.
      stickyColumns={{ last: 1 }}
      columnDefinitions={[
        ...columns,
        { id: 'check', header: 'Check', minWidth: 140, cell: ({ index }) => <EntryProblems path={[...path, index]} /> },
        {
          id: 'actions',
          header: 'Actions',
          minWidth: 150,
          cell: (entry) => (
            <SpaceBetween direction="horizontal" size="xs">
              {!readOnly && rowActions?.(entry)}
              <Button variant="inline-link" ariaLabel={`Edit ${noun} ${entry.name}`} onClick={() => onEdit(entry)}>
                Edit
              </Button>
              <Button
                variant="inline-link"
                disabled={readOnly}
                ariaLabel={`Remove ${noun} ${entry.name}`}
                onClick={() => void remove(entry.index)}
              >
                Remove
              </Button>
            </SpaceBetween>
          ),
        },
      ]}
      header={
        <Header
          variant="h2"
          counter={`(${entries.length})`}
          description={description}
          actions={
            onAdd !== undefined && (
              <Button disabled={readOnly} onClick={onAdd}>
                Add {noun}
              </Button>
            )
          }
        >
          {title}
        </Header>
      }
      filter={filter}
      footer={footer}
      empty={<EmptyState title={`No ${noun} yet`} text={empty} />}
      ariaLabels={{ tableLabel: title }}
    />
  );
}

const order = { error: 0, warning: 1, info: 2 } as const;

/** What the rules say of an entry, the worst first, with the way to its place in the text. */
function EntryProblems({ path }: { path: Path }) {
  const { problems } = useConfigField(path);
  const { showText } = useWorkbench();
  if (problems.length === 0) return <StatusIndicator type="success">Fine</StatusIndicator>;
  return (
    <SpaceBetween size="xxs">
      {problems
        .toSorted((a, b) => order[a.severity] - order[b.severity])
        .map(({ code, severity, message, range }) => (
          <div key={`${code} ${message}`}>
            <StatusIndicator type={severity}>{message}</StatusIndicator>{' '}
            {showText !== undefined && (
              <Button
                variant="inline-link"
                ariaLabel={`Show in YAML: ${message}`}
                onClick={() => showText(range.start)}
              >
                YAML
              </Button>
            )}
          </div>
        ))}
    </SpaceBetween>
  );
}

/** A long name that may break anywhere, or a dash. */
export function Words({ children }: { children: string }) {
  return children === '' ? <Box color="text-body-secondary">–</Box> : <span className="podpass-break">{children}</span>;
}
