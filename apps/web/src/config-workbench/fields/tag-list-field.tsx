import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import type { ConfigData } from '@podpass/cluster-config';
import { useState } from 'react';
import { isRecord } from '../data-at.ts';
import { useConfigField } from '../use-config-field.ts';
import { useWorkbench } from '../workbench.tsx';
import { FieldFrame, type FieldProps } from './field-frame.tsx';

interface TagListFieldProps extends FieldProps {
  /** One of them: `tag`, `label`. */
  noun: string;
}

interface Row {
  /** The key under which it stands in the text; undefined while it is only here. */
  written: string | undefined;
  key: string;
  value: string;
}

/** Keys and values. A row is written when it has a key; each change touches its own line alone. */
export function TagListField({ path, target = 'config', noun, ...words }: TagListFieldProps) {
  const field = useConfigField(path, target);
  const { edit } = useWorkbench();
  const [unwritten, setUnwritten] = useState<readonly Row[]>([]);
  const foreign = field.value !== undefined && field.value !== null && !isTextMap(field.value);
  const entries = isTextMap(field.value) ? Object.entries(field.value) : [];
  const rows: Row[] = [...entries.map(([key, value]) => ({ written: key, key, value })), ...unwritten];
  const change = (index: number, part: Partial<Row>): void => {
    const row = rows[index];
    if (row === undefined) return;
    const next = { ...row, ...part };
    if (row.written === undefined) {
      setUnwritten((all) => all.with(index - entries.length, next));
    } else if (next.key === row.key) {
      edit([{ kind: 'set', target, path: [...path, row.written], value: next.value }]);
    } else if (!entries.some(([key]) => key === next.key) && next.key !== '') {
      edit([{ kind: 'rename', target, path: [...path, row.written], key: next.key }]);
    }
  };
  /** When the focus leaves it, so that a key is not written letter by letter. */
  const settle = (index: number): void => {
    const row = rows[index];
    if (row === undefined || row.written !== undefined || row.key === '') return;
    if (entries.some(([key]) => key === row.key)) return;
    if (edit([{ kind: 'set', target, path: [...path, row.key], value: row.value }])) {
      setUnwritten((all) => all.toSpliced(index - entries.length, 1));
    }
  };
  const remove = (index: number): void => {
    const row = rows[index];
    if (row?.written === undefined) setUnwritten((all) => all.toSpliced(index - entries.length, 1));
    else edit([{ kind: 'remove', target, path: entries.length > 1 ? [...path, row.written] : path }]);
  };
  return (
    <FieldFrame field={field} foreign={foreign} {...words}>
      <AttributeEditor
        items={rows}
        addButtonText={`Add ${noun}`}
        removeButtonText="Remove"
        removeButtonAriaLabel={(row) => `Remove ${noun} ${row.key || 'without a key'}`}
        disableAddButton={field.readOnly}
        isItemRemovable={() => !field.readOnly}
        empty={`No ${noun}s`}
        definition={[
          {
            label: 'Key',
            errorText: (row) => twice(row, rows),
            control: (row, index) => (
              <Input
                value={row.key}
                readOnly={field.readOnly}
                ariaLabel={`Key of ${noun} ${index + 1}`}
                spellcheck={false}
                onChange={({ detail }) => change(index, { key: detail.value })}
                onBlur={() => settle(index)}
              />
            ),
          },
          {
            label: 'Value',
            control: (row, index) => (
              <Input
                value={row.value}
                readOnly={field.readOnly}
                ariaLabel={`Value of ${noun} ${index + 1}`}
                spellcheck={false}
                onChange={({ detail }) => change(index, { value: detail.value })}
                onBlur={() => settle(index)}
              />
            ),
          },
        ]}
        onAddButtonClick={() => setUnwritten((all) => [...all, { written: undefined, key: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => remove(detail.itemIndex)}
      />
    </FieldFrame>
  );
}

function twice(row: Row, rows: readonly Row[]): string | undefined {
  if (row.key === '') return row.written === undefined && row.value !== '' ? 'A key is needed' : undefined;
  return rows.filter(({ key }) => key === row.key).length > 1 ? 'This key is there twice' : undefined;
}

function isTextMap(value: ConfigData | undefined): value is { readonly [key: string]: string } {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');
}
