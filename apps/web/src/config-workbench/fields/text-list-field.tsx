import Button from '@cloudscape-design/components/button';
import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import type { ConfigData, EditTarget, Path } from '@podpass/cluster-config';
import { useState } from 'react';
import { isList } from '../data-at.ts';
import { useConfigField } from '../use-config-field.ts';
import { useWorkbench } from '../workbench.tsx';
import { FieldFrame, type FieldProps } from './field-frame.tsx';

interface TextListFieldProps extends FieldProps {
  /** What may be chosen; anything else can be written as well. */
  options?: readonly AutosuggestProps.Option[];
  /** One of them, for buttons: `availability zone`. */
  noun: string;
  placeholder?: string;
}

/** A list of texts. Each entry is put into the text, and taken out of it, on its own: the others keep their comments. */
export function TextListField(props: TextListFieldProps) {
  const { path, target = 'config', options = [], noun, placeholder, ...words } = props;
  const field = useConfigField(path, target);
  const { add, removeAt } = useListEdits(path, target, field.value);
  const [typed, setTyped] = useState('');
  const foreign = field.value !== undefined && field.value !== null && !isTextList(field.value);
  const texts = isTextList(field.value) ? field.value : [];
  const addTyped = (text: string): void => {
    const entry = text.trim();
    if (entry !== '' && !texts.includes(entry) && !add(entry)) return;
    setTyped('');
  };
  return (
    <FieldFrame field={field} foreign={foreign} {...words}>
      <SpaceBetween size="xs">
        {!field.readOnly && (
          <div className="podpass-add-entry">
            <Autosuggest
              value={typed}
              options={options.filter(({ value }) => value === undefined || !texts.includes(value))}
              enteredTextLabel={(text) => `Add "${text}"`}
              placeholder={placeholder ?? ''}
              ariaLabel={words.label}
              empty="Nothing more to choose"
              onChange={({ detail }) => setTyped(detail.value)}
              onSelect={({ detail }) => addTyped(detail.value)}
            />
            <Button ariaLabel={`Add ${noun}`} disabled={typed.trim() === ''} onClick={() => addTyped(typed)}>
              Add
            </Button>
          </div>
        )}
        <TokenGroup
          readOnly={field.readOnly}
          items={texts.map((label) => ({ label, dismissLabel: `Remove ${noun} ${label}` }))}
          onDismiss={({ detail }) => void removeAt(detail.itemIndex)}
        />
      </SpaceBetween>
    </FieldFrame>
  );
}

/** A list that becomes empty goes away with its last entry: an empty one may mean something else than none. */
function useListEdits(path: Path, target: EditTarget, value: ConfigData | undefined) {
  const { edit } = useWorkbench();
  return {
    add: (entry: string) =>
      edit([
        isList(value) && value.length > 0
          ? { kind: 'insert', target, path, value: entry }
          : { kind: 'set', target, path, value: [entry] },
      ]),
    removeAt: (index: number) =>
      edit([{ kind: 'remove', target, path: isList(value) && value.length > 1 ? [...path, index] : path }]),
  };
}

function isTextList(value: ConfigData | undefined): value is readonly string[] {
  return isList(value) && value.every((entry) => typeof entry === 'string');
}
