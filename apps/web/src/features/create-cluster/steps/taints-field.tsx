import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import type { ConfigData, Path } from '@podpass/cluster-config';
import { dataAt, dataInWords, isList, isRecord } from '../../../config-workbench/data-at.ts';
import { FieldFrame } from '../../../config-workbench/fields/field-frame.tsx';
import { useConfigField } from '../../../config-workbench/use-config-field.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'].map((value) => ({ value, label: value }));

/** Taints in their form of a list; the older form, a mapping, is shown as it is written. */
export function TaintsField({ path }: { path: Path }) {
  const field = useConfigField(path);
  const { edit } = useWorkbench();
  const taints = isList(field.value) ? field.value : [];
  const foreign =
    field.value !== undefined && field.value !== null && !(isList(field.value) && field.value.every(isRecord));
  const set = (index: number, name: string, value: string) =>
    void edit([{ kind: 'set', target: 'config', path: [...path, index, name], value }]);
  const text = (taint: ConfigData, name: string): string => {
    const value = dataAt(taint, [name]);
    return value === undefined || value === null ? '' : dataInWords(value);
  };
  return (
    <FieldFrame field={field} label="Taints" foreign={foreign}>
      <AttributeEditor
        items={taints}
        addButtonText="Add taint"
        removeButtonText="Remove"
        removeButtonAriaLabel={(taint) => `Remove taint ${text(taint, 'key')}`}
        disableAddButton={field.readOnly}
        isItemRemovable={() => !field.readOnly}
        empty="No taints"
        definition={[
          {
            label: 'Key',
            control: (taint, index) => (
              <Input
                value={text(taint, 'key')}
                ariaLabel={`Key of taint ${index + 1}`}
                readOnly={field.readOnly}
                onChange={({ detail }) => set(index, 'key', detail.value)}
              />
            ),
          },
          {
            label: 'Value',
            control: (taint, index) => (
              <Input
                value={text(taint, 'value')}
                ariaLabel={`Value of taint ${index + 1}`}
                readOnly={field.readOnly}
                onChange={({ detail }) => set(index, 'value', detail.value)}
              />
            ),
          },
          {
            label: 'Effect',
            control: (taint, index) => (
              <Select
                selectedOption={effects.find(({ value }) => value === text(taint, 'effect')) ?? null}
                options={effects}
                ariaLabel={`Effect of taint ${index + 1}`}
                disabled={field.readOnly}
                onChange={({ detail }) => set(index, 'effect', detail.selectedOption.value ?? 'NoSchedule')}
              />
            ),
          },
        ]}
        onAddButtonClick={() =>
          void edit([
            {
              kind: 'insert',
              target: 'config',
              path,
              value: { key: 'dedicated', value: 'group', effect: 'NoSchedule' },
            },
          ])
        }
        onRemoveButtonClick={({ detail }) =>
          void edit([
            { kind: 'remove', target: 'config', path: taints.length > 1 ? [...path, detail.itemIndex] : path },
          ])
        }
      />
    </FieldFrame>
  );
}
