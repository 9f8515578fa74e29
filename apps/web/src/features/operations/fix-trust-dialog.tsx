import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AssociationRow, TrustScope } from '@podpass/inventory';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.tsx';
import { trustScopeChoices } from '../../change-flow/trust-scope-choices.ts';

interface FixTrustDialogProps {
  cluster: string;
  rows: AssociationRow[];
  onClose: () => void;
}

/** Adds EKS Pod Identity to the trust policy of one role, for all chosen service accounts that use it. */
export function FixTrustDialog({ cluster, rows, onClose }: FixTrustDialogProps) {
  const roleArns = [...new Set(rows.flatMap((row) => row.details?.roleArn ?? []))];
  const [roleArn, setRoleArn] = useState(roleArns[0]);
  const [scope, setScope] = useState<TrustScope>('service-account');
  const serviceAccounts = rows
    .filter((row) => row.details?.roleArn === roleArn)
    .map(({ namespace, serviceAccount }) => ({ namespace, serviceAccount }));
  return (
    <ChangeDialog
      cluster={cluster}
      title={`Fix the trust policy of ${roleArn?.split('/').at(-1) ?? 'the role'}`}
      verb="Write trust policy"
      request={roleArn === undefined ? undefined : { kind: 'fix-trust-policy', roleArn, scope, serviceAccounts }}
      options={
        <SpaceBetween size="m">
          {roleArns.length > 1 && (
            <FormField label="Role" description="One role at a time.">
              <Select
                selectedOption={roleArn === undefined ? null : { value: roleArn, label: roleArn }}
                options={roleArns.map((arn) => ({ value: arn, label: arn }))}
                onChange={({ detail }) => setRoleArn(detail.selectedOption.value)}
              />
            </FormField>
          )}
          <FormField label="Who may use the role">
            <RadioGroup
              value={scope}
              items={trustScopeChoices}
              onChange={({ detail }) => {
                const chosen = trustScopeChoices.find(({ value }) => value === detail.value);
                if (chosen) setScope(chosen.value);
              }}
            />
          </FormField>
        </SpaceBetween>
      }
      onClose={onClose}
    />
  );
}
