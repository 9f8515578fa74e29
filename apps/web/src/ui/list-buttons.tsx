import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { exportRows, type ExportRow } from './export.ts';

interface ListButtonsProps {
  /** What the rows are, in the plural. */
  many: string;
  refreshing: boolean;
  onRefresh: () => void;
  exported: () => ExportRow[];
  fileName: string;
  onFailure: (error: unknown) => void;
  children?: ReactNode;
}

/** The buttons that every list has: refresh and export. */
export function ListButtons({
  many,
  refreshing,
  onRefresh,
  exported,
  fileName,
  onFailure,
  children,
}: ListButtonsProps) {
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Button iconName="refresh" ariaLabel={`Refresh ${many}`} loading={refreshing} onClick={onRefresh} />
      <ButtonDropdown
        items={[
          { id: 'csv', text: 'CSV' },
          { id: 'json', text: 'JSON' },
        ]}
        onItemClick={({ detail: { id } }) =>
          void exportRows(exported(), id === 'json' ? 'json' : 'csv', fileName).catch(onFailure)
        }
      >
        Export
      </ButtonDropdown>
      {children}
    </SpaceBetween>
  );
}
