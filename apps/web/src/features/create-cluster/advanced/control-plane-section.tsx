import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { ConfigData, Diagnostic, Path } from '@podpass/cluster-config';
import { TextField } from '../../../config-workbench/fields/text-field.tsx';
import { TextListField } from '../../../config-workbench/fields/text-list-field.tsx';
import { useConfigField } from '../../../config-workbench/use-config-field.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { dataAt } from '../../../config-workbench/data-at.ts';
import { recordOf, textOf, textsOf } from './config-data.ts';
import { editsBetween } from './edits-between.ts';

const logTypes = [
  { value: 'api', label: 'API server' },
  { value: 'audit', label: 'Audit' },
  { value: 'authenticator', label: 'Authenticator' },
  { value: 'controllerManager', label: 'Controller manager' },
  { value: 'scheduler', label: 'Scheduler' },
  { value: 'all', label: 'All of them' },
  { value: '*', label: 'All of them (*)' },
];

/** CloudWatch takes these and no others (reference-eksctl §1.1). */
const retentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653];
const forever = { value: '', label: 'For ever' };

/** Which logs of the control plane go to CloudWatch, and for how long they are kept. */
export function LoggingSection() {
  const { edit, readOnly } = useWorkbench();
  const path = ['cloudWatch', 'clusterLogging'];
  const types = useConfigField([...path, 'enableTypes']);
  const days = useConfigField([...path, 'logRetentionInDays']);
  const section = useConfigField(['cloudWatch']);
  const write = (key: string, value: ConfigData | undefined) => {
    const logging = withKey(dataAt(section.value, ['clusterLogging']), key, value);
    const all = withKey(section.value, 'clusterLogging', logging);
    edit(editsBetween(['cloudWatch'], section.value, all));
  };
  const chosen = textsOf(types.value);
  const kept = textOf(days.value);
  const options = [forever, ...retentionDays.map((each) => ({ value: String(each), label: `${each} days` }))];
  return (
    <SpaceBetween size="m">
      <FormField
        label="Logs of the control plane"
        description="Sent to CloudWatch, which charges for them."
        errorText={errors(types.problems)}
        stretch
      >
        <Multiselect
          options={logTypes}
          selectedOptions={chosen.map(
            (value) => logTypes.find((type) => type.value === value) ?? { value, label: value },
          )}
          placeholder="No logs"
          disabled={readOnly}
          deselectAriaLabel={({ label }) => `Remove ${label ?? ''}`}
          onChange={({ detail }) => {
            const next = detail.selectedOptions.map(({ value }) => value ?? '');
            write('enableTypes', next.length === 0 ? undefined : next);
          }}
        />
      </FormField>
      <FormField label="Keep logs" errorText={errors(days.problems)} stretch>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === kept) ?? { value: kept, label: `${kept} days` }}
          disabled={readOnly}
          onChange={({ detail }) => {
            const next = detail.selectedOption.value ?? '';
            write('logRetentionInDays', next === '' ? undefined : Number(next));
          }}
        />
      </FormField>
    </SpaceBetween>
  );
}

/** The key that Kubernetes secrets are encrypted with. */
export function EncryptionSection() {
  const path = ['secretsEncryption'];
  const { edit, readOnly } = useWorkbench();
  const section = useConfigField(path);
  const key = useConfigField([...path, 'keyARN']);
  return (
    <FormField
      label="KMS key ARN for secrets"
      description="Encrypts Kubernetes secrets with a key of yours, on top of what EKS does by itself. It cannot be taken back."
      errorText={errors(key.problems)}
      stretch
    >
      <Input
        value={textOf(key.value)}
        readOnly={readOnly}
        spellcheck={false}
        placeholder="arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        onChange={({ detail }) => {
          const next = detail.value === '' ? undefined : detail.value;
          edit(editsBetween(path, section.value, withKey(section.value, 'keyARN', next)));
        }}
      />
    </FormField>
  );
}

/** Auto Mode, and what it means for everything else. */
export function AutoModeSection() {
  const path: Path = ['autoModeConfig'];
  const { edit, readOnly, opened } = useWorkbench();
  const section = useConfigField(path);
  const enabled = useConfigField([...path, 'enabled']);
  const on = opened.model?.autoMode === true;
  const about = errors(section.problems);
  return (
    <SpaceBetween size="m">
      <FormField errorText={errors(enabled.problems)} stretch>
        <Toggle
          checked={on}
          disabled={readOnly}
          description="AWS runs nodes, networking, storage and the pod identity agent."
          onChange={({ detail }) => {
            if (!detail.checked) section.remove();
            else edit(editsBetween(path, section.value, { ...recordOf(section.value), enabled: true }));
          }}
        >
          EKS Auto Mode
        </Toggle>
      </FormField>
      {on && (
        <Alert type="info" header="What Auto Mode implies">
          No node groups at creation; vpc-cni, kube-proxy and coredns are built in and must not be listed; so is the
          agent, whose add-on is not needed. Instances cost a surcharge.
        </Alert>
      )}
      {about !== undefined && <Alert type="error">{about}</Alert>}
      {on && (
        <SpaceBetween size="m">
          <TextListField
            path={[...path, 'nodePools']}
            label="Node pools"
            noun="node pool"
            options={[{ value: 'general-purpose' }, { value: 'system' }]}
            unset="both are made"
          />
          <TextField path={[...path, 'nodeRoleARN']} label="Role ARN of the nodes" unset="one is made" />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

/** A mapping with one key set or taken out; undefined where nothing is left of it. */
function withKey(data: ConfigData | undefined, key: string, value: ConfigData | undefined): ConfigData | undefined {
  const { [key]: _old, ...others } = recordOf(data);
  const after = value === undefined ? others : { ...recordOf(data), [key]: value };
  return Object.keys(after).length === 0 ? undefined : after;
}

function errors(problems: readonly Diagnostic[]): string | undefined {
  const messages = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return messages.length === 0 ? undefined : [...new Set(messages)].join(' · ');
}
