import Select from '@cloudscape-design/components/select';
import type { OfferedAddon } from '@podpass/contract';
import { versionChoices } from './version-choices.ts';

interface VersionSelectProps {
  label: string;
  addon: OfferedAddon | undefined;
  /** As the configuration says it; empty where it says nothing. */
  value: string;
  disabled?: boolean;
  onChange(version: string): void;
}

/** The versions of an add-on that fit the Kubernetes version. What is written stays in the list, known or not. */
export function VersionSelect({ label, addon, value, disabled = false, onChange }: VersionSelectProps) {
  const known = versionChoices(addon);
  const written =
    value === ''
      ? { value: '', label: 'Not set', description: 'The default version' }
      : { value, label: value, description: 'As written' };
  const options = known.some((one) => one.value === value) ? known : [written, ...known];
  return (
    <Select
      ariaLabel={label}
      options={options}
      selectedOption={options.find((one) => one.value === value) ?? written}
      disabled={disabled}
      filteringType="auto"
      filteringAriaLabel={`Find a version for ${label}`}
      expandToViewport
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
    />
  );
}
