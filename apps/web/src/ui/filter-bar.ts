import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';

/** What a list's filter gets from its table: `props` go to Cloudscape's property filter as they are. */
export interface FilterBarProps {
  props: Pick<
    PropertyFilterProps,
    'query' | 'filteringProperties' | 'filteringOptions' | 'customControl' | 'freeTextFiltering'
  >;
  onChange: (query: PropertyFilterProps.Query) => void;
  /** "Find clusters": placeholder and accessible name. */
  label: string;
  countText: string;
}
