import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { lazy, Suspense, useState } from 'react';
import type { FilterBarProps } from './filter-bar.ts';

const PropertyFilterBar = lazy(async () => ({
  default: (await import('./property-filter-bar.tsx')).PropertyFilterBar,
}));

/**
 * A plain text filter that becomes a property filter when it is asked to, or when the address holds more than one text.
 * For the first page: most people have few clusters, and the property filter is a tenth of what that page may weigh.
 */
export function TextFilterBar(bar: FilterBarProps) {
  const [byProperty, setByProperty] = useState(false);
  const text = plainText(bar.props.query);
  const plain = (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <TextFilter
        filteringText={text ?? ''}
        filteringPlaceholder={bar.label}
        filteringAriaLabel={bar.label}
        filteringClearAriaLabel="Clear the filter"
        countText={text ? bar.countText : ''}
        onChange={({ detail }) => bar.onChange(asQuery(detail.filteringText))}
      />
      <Button variant="inline-link" onClick={() => setByProperty(true)}>
        Filter by property
      </Button>
    </SpaceBetween>
  );
  if (!byProperty && text !== undefined) return plain;
  return (
    <Suspense fallback={plain}>
      <PropertyFilterBar {...bar} />
    </Suspense>
  );
}

type Query = FilterBarProps['props']['query'];

function asQuery(text: string): Query {
  return { operation: 'and', tokens: text === '' ? [] : [{ operator: ':', value: text }] };
}

/** The text that a query consists of; undefined if it is more than a text. */
function plainText({ tokens }: Query): string | undefined {
  const [token, ...others] = tokens;
  if (token === undefined) return '';
  return others.length === 0 && token.propertyKey === undefined && token.operator === ':'
    ? String(token.value)
    : undefined;
}
