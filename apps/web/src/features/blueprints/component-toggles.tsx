import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { blueprintComponents, type BlueprintComponents } from '@podpass/inventory';
import { componentWords } from './component-words.ts';

interface ComponentTogglesProps {
  value: BlueprintComponents;
  onChange: (value: BlueprintComponents) => void;
}

/** Each component of a blueprint, on or off, with what it does. */
export function ComponentToggles({ value, onChange }: ComponentTogglesProps) {
  return (
    <SpaceBetween size="s">
      {blueprintComponents.map((component) => (
        <Toggle
          key={component}
          checked={value[component]}
          description={componentWords[component]}
          onChange={({ detail }) => onChange({ ...value, [component]: detail.checked })}
        >
          {component}
        </Toggle>
      ))}
    </SpaceBetween>
  );
}
