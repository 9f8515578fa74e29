import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Blueprint, BlueprintVersion } from '@podpass/inventory';
import { useMemo, useState } from 'react';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { type Column, ResourceTable } from '../../ui/resource-table.tsx';
import { ExactTime } from '../../ui/time.tsx';
import { componentChangeInWords, componentChanges, componentCount } from './component-words.ts';
import { VersionDiff } from './version-diff.tsx';

interface VersionView {
  version: string;
  author: string;
  at: string;
  note: string;
  installs: string;
  /** Against the version before; empty for the first. */
  changes: string;
  entry: BlueprintVersion;
}

/** Every version with what it changed; two of them can be compared. */
export function VersionsSection({ blueprint }: { blueprint: Blueprint }) {
  const views = useMemo(() => toViews(blueprint), [blueprint]);
  const [selected, setSelected] = useState<VersionView[]>([]);
  const [compared, setCompared] = useState<readonly [BlueprintVersion, BlueprintVersion]>();
  const filter = useUrlFilter(filters);
  const pair = inOrder(selected, views);
  return (
    <SpaceBetween size="m">
      <ResourceTable
        name="blueprint-versions"
        title="Versions"
        headingTag="h2"
        noun={{ one: 'version', many: 'versions' }}
        description="Versions never change: a configuration that names one gets the same components tomorrow."
        actions={
          <Button
            onClick={() => setCompared(pair)}
            {...disabledFor(pair === undefined ? 'Select two versions to compare' : undefined)}
          >
            Compare
          </Button>
        }
        rows={views}
        rowId={(row) => row.version}
        rowName={(row) => `version ${row.version}`}
        columns={columns}
        filtering={filters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={false}
        onRetry={() => undefined}
        empty={<EmptyState title="No versions" />}
        selection={{ selected, onChange: setSelected }}
      />
      {compared && <VersionDiff before={compared[0]} after={compared[1]} onClose={() => setCompared(undefined)} />}
    </SpaceBetween>
  );
}

function toViews({ versions }: Blueprint): VersionView[] {
  return versions.map((entry, index) => {
    const previous = versions[index + 1];
    const changes = previous ? componentChanges(previous.components, entry.components) : [];
    return {
      version: entry.version,
      author: entry.author || 'Podpass',
      at: entry.at,
      note: entry.note,
      installs: componentCount(entry.components),
      changes: changes.map(componentChangeInWords).join(', '),
      entry,
    };
  });
}

/** The older of two first, whatever was selected first. */
function inOrder(
  selected: readonly VersionView[],
  newestFirst: readonly VersionView[],
): readonly [BlueprintVersion, BlueprintVersion] | undefined {
  const names = selected.map(({ version }) => version);
  const [newer, older, third] = newestFirst.filter(({ version }) => names.includes(version));
  return newer && older && !third ? [older.entry, newer.entry] : undefined;
}

const columns: Column<VersionView>[] = [
  { id: 'version', header: 'Version', isRowHeader: true, width: 120, cell: ({ version }) => version },
  { id: 'installs', header: 'Installs', width: 180, cell: ({ installs }) => installs },
  { id: 'changes', header: 'Changed', width: 300, cell: ({ changes }) => changes || '–' },
  { id: 'author', header: 'By', width: 140, cell: ({ author }) => author },
  { id: 'at', header: 'Made', width: 190, cell: ({ at }) => <ExactTime at={at || undefined} /> },
  { id: 'note', header: 'Note', cell: ({ note }) => note || '–' },
];

const filters: PropertyFilterProperty[] = [
  { key: 'version', propertyLabel: 'Version', groupValuesLabel: 'Versions', operators: ['=', '!='] },
  { key: 'author', propertyLabel: 'By', groupValuesLabel: 'People', operators: ['=', '!=', ':'] },
  { key: 'changes', propertyLabel: 'Changed', groupValuesLabel: 'Changes', operators: [':', '!:'] },
  { key: 'note', propertyLabel: 'Note', groupValuesLabel: 'Notes', operators: [':', '!:'] },
];
