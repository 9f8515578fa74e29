import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import Toggle from '@cloudscape-design/components/toggle';
import type { ConfigData, Path } from '@podpass/cluster-config';
import { useState } from 'react';
import { dataAt, dataInWords } from '../../../config-workbench/data-at.ts';
import { FieldFrame } from '../../../config-workbench/fields/field-frame.tsx';
import { type ConfigField, useConfigField } from '../../../config-workbench/use-config-field.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { type OtherStep, type OtherValue, otherValuesOf, pathInWords, unshownLeaves } from './other-values.ts';
import { Section } from './section.tsx';

/** What has no field of its own below a path, so that nothing of the text stays unseen. */
export function OtherSettings({ at, shown }: { at: Path; shown: readonly string[] }) {
  const { opened } = useWorkbench();
  const others = unshownLeaves(dataAt(opened.model?.config, at), shown).map((path) => [...at, ...path]);
  return others.map((path) => (
    <OtherValueField key={pathInWords(path)} target="config" path={path} label={pathInWords(path.slice(at.length))} />
  ));
}

/** The same for a whole step; nothing where every value has a field. */
export function OtherSection({ step }: { step: OtherStep }) {
  const { model } = useWorkbench().opened;
  const others = model === undefined ? [] : otherValuesOf(model, step);
  if (others.length === 0) return null;
  return (
    <Section title="Other settings" description="What the text says besides, by its place in it.">
      {others.map((value) => {
        const label = `${value.target === 'cluster' ? 'Cluster: ' : ''}${pathInWords(value.path)}`;
        return <OtherValueField key={label} label={label} {...value} />;
      })}
    </Section>
  );
}

/** One value by its place. It is written when the focus leaves it: half of a word may be another kind of document. */
function OtherValueField({ target, path, label }: OtherValue & { label: string }) {
  const field = useConfigField(path, target);
  // A document that says it is another kind is no longer shown by any form.
  const fixed = path.length === 1 && path[0] === 'kind';
  const scalar = ['string', 'number', 'boolean'].includes(typeof field.value);
  return (
    <FieldFrame
      field={field}
      label={label}
      foreign={!scalar && field.value !== undefined}
      {...(fixed ? { description: 'What this document is: it stays.' } : {})}
    >
      <div className="podpass-add-entry">
        <ValueInput
          key={dataInWords(field.value ?? '')}
          field={field}
          label={label}
          readOnly={field.readOnly || fixed}
        />
        {!field.readOnly && !fixed && (
          <Button ariaLabel={`Remove ${label}`} onClick={() => void field.remove()}>
            Remove
          </Button>
        )}
      </div>
    </FieldFrame>
  );
}

function ValueInput({ field, label, readOnly }: { field: ConfigField; label: string; readOnly: boolean }) {
  const { value } = field;
  const [typed, setTyped] = useState(dataInWords(value ?? ''));
  if (typeof value === 'boolean') {
    return (
      <Toggle checked={value} readOnly={readOnly} onChange={({ detail }) => void field.set(detail.checked)}>
        {label}
      </Toggle>
    );
  }
  const write = (): void => {
    const next = typedValue(typed, value);
    if (next === undefined || next === value || !field.set(next)) setTyped(dataInWords(value ?? ''));
  };
  if (typeof value === 'string' && value.includes('\n')) {
    return (
      <Textarea
        value={typed}
        rows={Math.min(12, value.split('\n').length)}
        readOnly={readOnly}
        spellcheck={false}
        ariaLabel={label}
        onChange={({ detail }) => setTyped(detail.value)}
        onBlur={write}
      />
    );
  }
  return (
    <Input
      value={typed}
      readOnly={readOnly}
      spellcheck={false}
      ariaLabel={label}
      {...(typeof value === 'number' ? { type: 'number' as const } : {})}
      onChange={({ detail }) => setTyped(detail.value)}
      onBlur={write}
      onKeyDown={({ detail }) => {
        if (detail.key === 'Enter') write();
      }}
    />
  );
}

/** Of the kind that it was; undefined for what is no number where one stood. */
function typedValue(typed: string, before: ConfigData | undefined): ConfigData | undefined {
  if (typeof before !== 'number') return typed;
  const number = Number(typed);
  return typed.trim() !== '' && Number.isFinite(number) ? number : undefined;
}
