import PropertyFilter from '@cloudscape-design/components/property-filter';
import type { FilterBarProps } from './filter-bar.ts';

export function PropertyFilterBar({ props, onChange, label, countText }: FilterBarProps) {
  return (
    <PropertyFilter
      {...props}
      onChange={({ detail }) => onChange(detail)}
      filteringPlaceholder={label}
      filteringAriaLabel={label}
      countText={countText}
      expandToViewport
      virtualScroll
    />
  );
}
