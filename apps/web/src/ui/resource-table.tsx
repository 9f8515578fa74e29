import { useCollection, type PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header, { type HeaderProps } from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, type ComponentType, type ReactNode } from 'react';
import type { Failure } from '../api/failure.ts';
import { EmptyState } from './empty-state.tsx';
import { FailureAlert } from './failure-alert.tsx';
import type { FilterBarProps } from './filter-bar.ts';
import { PreferencesButton } from './table-preferences-button.tsx';
import { useTablePreferences } from './table-preferences.ts';

/** Pixels at the top of the window that the shell keeps for itself, see `app/podpass.css`. */
const topBarHeight = 48;

/** So many rows fill a large window in the compact density. */
const firstScreen = 12;
const nothingYet: readonly never[] = [];

export interface Column<Row> extends TableProps.ColumnDefinition<Row> {
  id: string;
  /** Plain text of the header, for menus and screen readers. */
  header: string;
}

export interface ResourceTableProps<Row> {
  /** Remembers preferences under this name. */
  name: string;
  title: string;
  headingTag: HeaderProps['variant'];
  /** What a row is, for sentences: `association`, `associations`. */
  noun: { one: string; many: string };
  description?: ReactNode;
  actions?: ReactNode;
  info?: ReactNode;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  columns: readonly Column<Row>[];
  filtering: readonly PropertyFilterProperty[];
  /** `PropertyFilterBar`, or `TextFilterBar` where every kilobyte counts. */
  filterBar: ComponentType<FilterBarProps>;
  filter: { query: PropertyFilterProps.Query; set(query: PropertyFilterProps.Query): void };
  /** True until the first answer; rows that have come already are shown all the same. */
  loading: boolean;
  failure?: Failure | undefined;
  /** The answer came, but without this list: its source could not be asked, as the page says elsewhere. */
  unknown?: boolean;
  onRetry: () => void;
  /** What to say, and to offer, when there is nothing at all. */
  empty: ReactNode;
  selection?: { selected: readonly Row[]; onChange(rows: Row[]): void };
  defaultSort?: { column: string; descending?: boolean };
}

/** The list of every page: filter, sorting, pages, columns, selection, and all states that a list can be in. */
export function ResourceTable<Row extends object>(props: ResourceTableProps<Row>) {
  const {
    name,
    rows,
    columns,
    filter,
    filterBar: FilterBar,
    loading,
    failure,
    onRetry,
    noun,
    selection,
    rowId,
  } = props;
  const columnIds = useMemo(() => columns.map(({ id }) => id), [columns]);
  const [preferences, setPreferences] = useTablePreferences(name, columnIds);
  const widened = useMemo(
    () => columns.map((column) => ({ ...column, ...widthOf(column, preferences.widths) })),
    [columns, preferences.widths],
  );
  const { items, actions, filteredItemsCount, collectionProps, propertyFilterProps, paginationProps } = useRows(
    props,
    preferences.pageSize ?? 25,
  );
  const shown = useFirstScreenFirst(items, rowId);
  const filtered = filter.query.tokens.length > 0;
  return (
    <Table
      {...collectionProps}
      items={shown}
      columnDefinitions={widened}
      columnDisplay={preferences.contentDisplay ?? []}
      trackBy={rowId}
      variant="container"
      stickyColumns={{ first: 1 }}
      stickyHeader
      stickyHeaderVerticalOffset={topBarHeight}
      enableKeyboardNavigation
      resizableColumns
      onColumnWidthsChange={({ detail }) =>
        setPreferences({ widths: widthsOf(preferences.contentDisplay, detail.widths) })
      }
      wrapLines={preferences.wrapLines ?? false}
      loading={loading && rows.length === 0}
      loadingText={`Loading ${noun.many}`}
      header={<TableHeader {...props} shown={filtered ? filteredItemsCount : undefined} />}
      empty={failure ? <FailureAlert failure={failure} onRetry={onRetry} retrying={loading} /> : props.empty}
      filter={
        <div data-podpass-filter>
          <FilterBar
            props={propertyFilterProps}
            onChange={(query) => {
              filter.set(query);
              actions.setPropertyFiltering(query);
            }}
            label={`Find ${noun.many}`}
            countText={matches(filteredItemsCount ?? 0)}
          />
        </div>
      }
      pagination={
        <Pagination
          {...paginationProps}
          ariaLabels={{
            nextPageLabel: 'Next page',
            previousPageLabel: 'Previous page',
            paginationLabel: `Pages of ${noun.many}`,
            pageLabel: (page) => `Page ${page}`,
          }}
        />
      }
      preferences={
        <PreferencesButton many={noun.many} columns={columns} value={preferences} onChange={setPreferences} />
      }
      {...(selection
        ? {
            selectionType: 'multi' as const,
            selectedItems: [...selection.selected],
            onSelectionChange: ({ detail }: { detail: { selectedItems: Row[] } }) =>
              selection.onChange(detail.selectedItems),
          }
        : {})}
      ariaLabels={{
        tableLabel: props.title,
        resizerRoleDescription: 'resize button',
        selectionGroupLabel: `Selection of ${noun.many}`,
        allItemsSelectionLabel: ({ selectedItems }) => `Select all on this page, ${selectedItems.length} selected`,
        itemSelectionLabel: (_state, row) => `Select ${props.rowName(row)}`,
      }}
    />
  );
}

function useRows<Row extends object>(props: ResourceTableProps<Row>, pageSize: number) {
  const { rows, filtering, filter, columns, defaultSort, noun } = props;
  const sortingColumn = columns.find(({ id }) => id === defaultSort?.column);
  const collection = useCollection<Row>(rows, {
    propertyFiltering: {
      filteringProperties: filtering,
      defaultQuery: filter.query,
      noMatch: (
        <EmptyState title={`No ${noun.one} matches the filter`}>
          <Button onClick={() => filter.set({ operation: 'and', tokens: [] })}>Clear the filter</Button>
        </EmptyState>
      ),
    },
    pagination: { pageSize },
    sorting: sortingColumn ? { defaultState: { sortingColumn, isDescending: defaultSort?.descending ?? false } } : {},
    selection: {},
  });
  // The address decides: also when a link or the back button has changed it. What is shown already is not set again:
  // that would render the whole table a second time.
  const apply = useEffectEvent((query: PropertyFilterProps.Query) => {
    if (!isSameQuery(query, collection.propertyFilterProps.query)) collection.actions.setPropertyFiltering(query);
  });
  useEffect(() => apply(filter.query), [filter.query]);
  return collection;
}

/**
 * Rows that fill a screen are painted before the ones below them: a whole page takes the browser about twice as long.
 * The same rows with new facts are shown at once, so nothing below the reader's eyes moves while facts come in.
 */
function useFirstScreenFirst<Row>(items: readonly Row[], rowId: (row: Row) => string): readonly Row[] {
  const painted = useDeferredValue(items, nothingYet);
  const idOf = (row: Row | undefined) => row && rowId(row);
  return idOf(painted[0]) === idOf(items[0]) ? items : items.slice(0, firstScreen);
}

function isSameQuery(one: PropertyFilterProps.Query, other: PropertyFilterProps.Query): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function TableHeader<Row>({
  title,
  headingTag,
  rows,
  shown,
  selection,
  description,
  actions,
  info,
  loading,
  failure,
  unknown = false,
}: ResourceTableProps<Row> & { shown: number | undefined }) {
  const total = rows.length.toLocaleString('en');
  const counted = shown === undefined ? `(${total})` : `(${shown.toLocaleString('en')}/${total})`;
  const selected = selection?.selected.length ?? 0;
  // "(0)" would say that there are none, which nobody knows yet.
  const counts = rows.length > 0 || !(loading || failure !== undefined || unknown);
  return (
    <Header
      variant={headingTag ?? 'h2'}
      counter={!counts ? '' : selected > 0 ? `(${selected} selected of ${total})` : counted}
      description={description}
      actions={actions}
      info={info}
    >
      {title}
    </Header>
  );
}

function matches(count: number): string {
  return count === 1 ? '1 match' : `${count.toLocaleString('en')} matches`;
}

function widthOf<Row>({ id, width }: Column<Row>, widths: Record<string, number> = {}): { width?: number | string } {
  const remembered = widths[id] ?? width;
  return remembered === undefined ? {} : { width: remembered };
}

/** Cloudscape gives the widths of all columns, shown or not, in their order on the screen. */
function widthsOf(
  display: readonly { id: string; visible: boolean }[] = [],
  widths: readonly number[],
): Record<string, number> {
  const shown = display.filter(({ visible }) => visible);
  return Object.fromEntries(
    shown.flatMap(({ id }, index) => {
      const width = widths[index];
      return width === undefined ? [] : [[id, width]];
    }),
  );
}
