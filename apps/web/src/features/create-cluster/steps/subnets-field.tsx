import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import type { ConfigData } from '@podpass/cluster-config';
import type { Subnet } from '@podpass/inventory';
import { useState } from 'react';
import type { ListStatus } from '../../../api/catalogue.ts';
import { isRecord } from '../../../config-workbench/data-at.ts';
import { FieldFrame } from '../../../config-workbench/fields/field-frame.tsx';
import { useConfigField } from '../../../config-workbench/use-config-field.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';

interface SubnetsFieldProps {
  kind: 'private' | 'public';
  subnets: readonly Subnet[];
  status: ListStatus | undefined;
}

/** Subnets of an existing VPC. In the text they stand under their zone, or under any name where a zone has several. */
export function SubnetsField({ kind, subnets, status }: SubnetsFieldProps) {
  const path = ['vpc', 'subnets', kind];
  const field = useConfigField(path);
  const { edit } = useWorkbench();
  const [typed, setTyped] = useState('');
  const entries = isRecord(field.value) ? Object.entries(field.value) : [];
  const label = kind === 'private' ? 'Private subnets' : 'Public subnets';
  const add = (text: string): void => {
    const id = text.trim();
    if (id === '') return;
    const zone = subnets.find((subnet) => subnet.id === id)?.availabilityZone;
    const key = zone !== undefined && entries.every(([each]) => each !== zone) ? zone : id;
    if (edit([{ kind: 'set', target: 'config', path: [...path, key], value: { id } }])) setTyped('');
  };
  const remove = (key: string | undefined): void => {
    if (key === undefined) return;
    edit([{ kind: 'remove', target: 'config', path: entries.length > 1 ? [...path, key] : path }]);
  };
  const offered = subnets.filter(
    (subnet) => subnet.public === (kind === 'public') && !entries.some(([, value]) => idOf(value) === subnet.id),
  );
  return (
    <FieldFrame
      field={field}
      label={label}
      description={kind === 'private' ? 'For nodes. At least two, in two zones.' : 'For load balancers.'}
      foreign={field.value !== undefined && field.value !== null && !isRecord(field.value)}
    >
      <SpaceBetween size="xs">
        {!field.readOnly && (
          <div className="podpass-add-entry">
            <Autosuggest
              value={typed}
              ariaLabel={label}
              placeholder="subnet-0123456789abcdef0"
              enteredTextLabel={(text) => `Add "${text}"`}
              empty={status?.text ?? 'Nothing more to choose'}
              options={offered.map(({ id, name, cidr, availabilityZone, freeAddresses }) => ({
                value: id,
                description: `${name} ${cidr}, ${availabilityZone}, ${freeAddresses} free addresses`,
              }))}
              onChange={({ detail }) => setTyped(detail.value)}
              onSelect={({ detail }) => add(detail.value)}
            />
            <Button ariaLabel={`Add ${kind} subnet`} disabled={typed.trim() === ''} onClick={() => add(typed)}>
              Add
            </Button>
          </div>
        )}
        <TokenGroup
          readOnly={field.readOnly}
          items={entries.map(([key, value]) => ({
            label: idOf(value) ?? key,
            description: key,
            dismissLabel: `Remove ${kind} subnet ${idOf(value) ?? key}`,
          }))}
          onDismiss={({ detail }) => remove(entries[detail.itemIndex]?.[0])}
        />
      </SpaceBetween>
    </FieldFrame>
  );
}

function idOf(value: ConfigData): string | undefined {
  return isRecord(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
}
